/*!
# A product and a sum may be fused, or not: both values are right, no others are.
[config]
name: -cl-mad-enable
clc_version_min: 12
build_options: -cl-mad-enable
dimensions: 1
global_size: 1 0 0

[test]
name: fused or not
kernel_name: sum
arg_in:  1 float 0x1.000002p+0
arg_in:  2 float 0x1.000002p+0
arg_in:  3 float -0x1.000004p+0
arg_out: 0 buffer int[3] 1 1 1
!*/

kernel void sum(global int* out, float x, float y, float z) {
  // x * y is 1 + 2^-22 + 2^-46, of which rounding takes the last.
  float product = x * y;
  float result = product + z;
  out[0] = result == 0 || result == 0x1p-46f;
  float difference = z + x * y;
  out[1] = difference == 0 || difference == 0x1p-46f;
  out[2] = mad(x, y, z) == 0 || mad(x, y, z) == 0x1p-46f;
}
