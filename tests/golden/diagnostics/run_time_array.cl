// Private memory has a size that is known when the kernel is compiled.
kernel void k(global int *out, int n) {
  int *p = (int *)__builtin_alloca(n * 4);
  for (int i = 0; i < n; ++i) p[i] = i * i;
  out[0] = p[n - 1];
}
