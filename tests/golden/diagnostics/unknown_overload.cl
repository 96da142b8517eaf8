// RUN: targets=errors
float __attribute__((overloadable)) mystery(float x);
kernel void k(global float* out) { out[0] = mystery(out[1]); }
