// RUN: targets=errors --target=metal2.4
// A declared double has no place on a target without; the constants beside it would be floats.
#ifdef cl_khr_fp64
#error "the target has no such extension"
#endif
kernel void scale(global float* out, float x) {
  double sum = x * 0.5;
  out[0] = (float)sum + (float)((double)x);
  out[1] = convert_float(convert_double(x));
}
