/*!
# Constants without suffix where the target has no double: they are floats, and so is what is computed with them. The expected
# values are those of -cl-single-precision-constant on a device with double.
[config]
name: demoted doubles
clc_version_min: 12
build_options: --target=vulkan1.1
dimensions: 1
global_size: 1 0 0

[test]
name: comparisons with constants
kernel_name: compare
arg_in:  1 float 0.1
arg_out: 0 buffer int[4] 1 1 0 1

[test]
name: sums and products
kernel_name: compute
arg_in:  1 float 16777216
arg_out: 0 buffer float[4] 16777216 1677721.625 0.0 inf

[test]
name: overloads, vectors and macros
kernel_name: call
arg_in:  1 float 2
arg_out: 0 buffer float[6] 4 3.25 1.5 2.5 1 3.14159274101257324

[test]
name: printed constants
kernel_name: print
arg_in:  1 float 0.5
arg_out: 0 buffer int[1] 1
printed: "0.100000 1e+01 0.50"
!*/

// 0.1f is not 0.1.
kernel void compare(global int* out, float x) {
  out[0] = x == 0.1;
  out[1] = (x - 0.1) == 0;
  out[2] = x < 0.1;
  out[3] = sizeof(0.1) == 4 && sizeof(x * 0.1) == 4 && sizeof(1.0 / 3) == 4;
}

kernel void compute(global float* out, float x) {
  out[0] = x + 1.0;            // needs 25 bits
  out[1] = x * 0.1;
  out[2] = (x + 1.0) - x;
  out[3] = x * 1e38 * 1e38;
}

kernel void call(global float* out, float x) {
  out[0] = pow(x, 2.0);
  out[1] = fma(x, 1.5, 0.25);
  const float2 v = (float2)(0.5, 1.5) + 1.0;
  out[2] = v.x;
  out[3] = v.y;
  out[4] = clamp(x, 0.0, 1.0);
  out[5] = M_PI;
}

kernel void print(global int* out, float x) {
  printf("%f %.0e %.2f\n", 0.1, 10.0, x);
  out[0] = 1;
}
