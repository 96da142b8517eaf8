// RUN: targets=errors -cl-std=CL2.0
kernel void k(read_only pipe int p, global int* out) { out[0] = 1; }
