// RUN: targets=errors
kernel void k(global int* out) { out[0] = __builtin_popcountll(out[1]); }
