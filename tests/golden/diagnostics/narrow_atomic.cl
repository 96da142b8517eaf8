// RUN: targets=errors -cl-std=CL2.0
short __attribute__((overloadable)) atomic_add(volatile global short* p, short value);
kernel void add(global short* sum) { atomic_add(sum, (short)1); }
