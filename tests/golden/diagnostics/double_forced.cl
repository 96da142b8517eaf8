// RUN: targets=errors --target=vulkan1.1 -cl-ext=+cl_khr_fp64
// The extension is switched on by hand.
kernel void scale(global float* out, float x) {
  out[0] = x;
  double sum = (double)x * 0.1;
  out[1] = sum;
}
