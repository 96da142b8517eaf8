// RUN: targets=errors -cl-std=CL2.0
kernel void k(global int* out) { out[0] = get_default_queue() == 0; }
