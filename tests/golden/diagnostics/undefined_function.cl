// RUN: targets=errors
int elsewhere(int x);
kernel void call(global int* out) { out[0] = elsewhere(out[1]); }
