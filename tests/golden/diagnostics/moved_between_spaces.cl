// RUN: targets=errors -cl-std=CL2.0
kernel void k(global int* out, local int* tile, int n) {
  int* to = n > 5 ? (int*)out : (int*)tile;
  __builtin_memmove(to, out + 64, n);
}
