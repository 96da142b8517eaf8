// RUN: targets=errors
kernel void k(global int* out, int n) {
  __builtin_memcpy(out, out + 64, n);
}
