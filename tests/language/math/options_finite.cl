/*!
# Nothing may be NaN or infinite; finite numbers are computed as ever.
[config]
name: -cl-finite-math-only
clc_version_min: 12
build_options: -cl-finite-math-only
dimensions: 1
global_size: 1 0 0

[test]
name: finite numbers
kernel_name: finite
arg_in:  1 float 1.5
arg_in:  2 float -2.25
arg_out: 0 buffer float[6] -0.75 3.75 -3.375 -2.25 1.5 0
!*/

kernel void finite(global float* out, float x, float y) {
  out[0] = x + y;
  out[1] = x - y;
  out[2] = x * y;
  out[3] = fmin(x, y);
  out[4] = fmax(x, y);
  out[5] = isnan(x) + isinf(y) + (x != x);
}
