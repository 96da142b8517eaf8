// RUN: targets=metal,comp
// Metal has no double: constants without suffix are floats there, and nothing is promoted. GLSL computes as written.
kernel void scale(global float* out, float x) {
  float scaled = x * 0.1;
  out[0] = scaled > 0.3 ? sqrt(scaled) : 1.5 - scaled;
}
