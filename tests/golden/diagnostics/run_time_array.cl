// RUN: targets=errors -cl-std=CL3.0
kernel void k(global int *out, int n) {
  int *p = (int *)__builtin_alloca(n * 4);
  for (int i = 0; i < n; ++i) p[i] = i * i;
  out[0] = p[n - 1];
}
