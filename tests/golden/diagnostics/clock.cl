// RUN: targets=errors -cl-std=CL2.0
ulong clock_read_device(void);
ulong __attribute__((overloadable)) clock_read_device(int);
kernel void k(global ulong* out) { out[0] = clock_read_device(1); }
