// RUN: targets=errors -cl-std=CL2.0
kernel void k(read_only pipe int p, global int* out) { read_pipe(p, out); }
