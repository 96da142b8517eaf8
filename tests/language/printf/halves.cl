// Halves, which C would widen: they go as they are.

/*!
[config]
name: printf of halves
clc_version_min: 12
require_device_extensions: cl_khr_fp16
dimensions: 1

[test]
name: halves
kernel_name: halves
global_size: 1 1 1
arg_in: 0 ushort 15872 # 1.5
arg_in: 1 ushort4 15360 49408 1 31744 # 1, -2.5, 2^-24, infinity
printed: "scalar 1.500000 3"
printed: "v4hf 1.000000,-2.500000,0.000000,inf"
printed: "v2hg 1,-2.5"
printed: "v4he 1.00e+00,-2.50e+00,5.96e-08,inf"
!*/

#pragma OPENCL EXTENSION cl_khr_fp16 : enable

kernel void halves(ushort bits, ushort4 vector_bits) {
  const half a = as_half(bits);
  const half4 v = as_half4(vector_bits);
  printf("scalar %f %g\n", a, a * 2);
  printf("v4hf %v4hf\n", v);
  printf("v2hg %v2hg\n", v.xy);
  printf("v4he %.2v4he\n", v);
}
