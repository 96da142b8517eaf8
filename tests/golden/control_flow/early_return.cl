// RUN: targets=comp,metal
kernel void guarded(global float* y, global const float* x, int n) {
  int i = get_global_id(0);
  if (i >= n) return;
  y[i] = x[i] * x[i];
}
