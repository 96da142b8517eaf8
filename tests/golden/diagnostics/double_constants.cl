// RUN: targets=errors --target=metal2.4 --fp64=error
#define HALF 0.5
kernel void scale(global float* out, float x) {
  out[0] = x * 0.25 + HALF;
  out[1] = x * 0.75f;
}
