// RUN: targets=errors -cl-std=CLC++2021
constant int dimensions = get_work_dim();
kernel void k(global int* out) { out[0] = dimensions; }
