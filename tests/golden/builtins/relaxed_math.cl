// RUN: targets=comp -cl-fast-relaxed-math
// Relaxed, the device's instruction is exact enough.
kernel void wave(global float* out) {
  int i = get_global_id(0);
  out[i] = sin(out[i]);
}
