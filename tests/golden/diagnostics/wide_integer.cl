// RUN: targets=errors
kernel void k(global int* out) { out[0] = (int)((long long)out[1] * out[2] * out[3] * out[4] / out[5]); }
