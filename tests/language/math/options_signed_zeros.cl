/*!
# The sign of a zero may be lost; its value and all other numbers stay.
[config]
name: -cl-no-signed-zeros
clc_version_min: 12
build_options: -cl-no-signed-zeros
dimensions: 1
global_size: 1 0 0

[test]
name: zeros
kernel_name: zeros
arg_in:  1 float -0.0
arg_in:  2 float 3.5
arg_out: 0 buffer float[4] 0 3.5 -3.5 7
!*/

kernel void zeros(global float* out, float zero, float x) {
  out[0] = fabs(zero + 0.0f);
  out[1] = x + zero;
  out[2] = zero - x;
  out[3] = x * 2.0f + 0.0f;
}
