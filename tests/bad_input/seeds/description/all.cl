/*!
[config]
name: everything that a description can say
clc_version_min: 10
clc_version_max: 20
build_options: -DN=4 -D "M=a b" -cl-mad-enable
kernel_name: k
dimensions: 2
global_size: 8 4 1
local_size: NULL
global_offset: 1 0 0
require_device_extensions: cl_khr_fp64 cl_khr_fp16
platform_regex: .*
device_regex: [a-z]+
expect_build_fail: false

[test]
name: buffers
kernel_name: k
arg_in: 0 buffer int[8] repeat -1 2 0x10
arg_out: 1 buffer float4[2] 1.5 2 nan inf -inf 1e-3 0x1p3 8 tolerance 3 ulp
arg_in: 1 buffer float4[2] random
arg_in: 2 uchar 255
arg_in: 3 int[4] repeat 0 1
arg_in: 4 half 0.5
arg_in: 5 buffer ulong[16] NULL
arg_out: 0 buffer int[8] 1 2 3 4 5 6 7 8
printed: "a\tb\"\x23"
expect_test_fail: true

[test]
global_size: 1 1 1
arg_in: 0 image float4 0.5 0.5 0 1 image_type 2d image_width 1 image_height 1 image_channel_order RGBA image_channel_data_type UNORM_INT8
arg_out: 1 image uint4 repeat 1 image_type 3d image_width 2 image_height 2 image_depth 2 image_channel_order R image_channel_data_type UNSIGNED_INT32 tolerance 0.5
arg_in: 2 sampler normalized_coords 1 addressing_mode CLAMP_TO_EDGE filter_mode LINEAR
!*/
kernel void k() {}
