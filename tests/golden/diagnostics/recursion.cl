// RUN: targets=errors
int factorial(int x) { return x < 2 ? 1 : x * factorial(x - 1); }
kernel void call(global int* out) { out[0] = factorial(out[1]); }
