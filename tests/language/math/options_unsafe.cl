/*!
# Sums and products may be reordered, quotients become products: the results stay near.
[config]
name: -cl-unsafe-math-optimizations
clc_version_min: 12
build_options: -cl-unsafe-math-optimizations
dimensions: 1
global_size: 1 0 0

[test]
name: near the exact results
kernel_name: near
arg_in:  1 float 3.3
arg_in:  2 float 1.7
arg_out: 0 buffer int[5] 1 1 1 1 1
!*/

kernel void near(global int* out, float x, float y) {
  out[0] = fabs((x + 1.5f) - 1.5f - 3.3f) < 1e-6f;
  out[1] = fabs(x / y - 1.94117647f) < 1e-6f;
  out[2] = fabs(x * y + x - 8.91f) < 4e-6f;
  out[3] = fabs(sqrt(x) * sqrt(x) - 3.3f) < 4e-6f;
  out[4] = fabs(sin(y) - 0.99166481f) < 5e-4f;
}
