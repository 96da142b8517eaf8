// read_imageh and write_imageh.

/*!
[config]
name: halves of images
clc_version_min: 12
require_device_extensions: cl_khr_fp16
need_image_support: true
dimensions: 1
global_size: 2 1 1

[test]
name: read
kernel_name: read
arg_in: 0 image half4 0.5 1 -2 65504  0.25 3 4 5 image_type 2d image_width 2 image_height 1 image_channel_order RGBA \
        image_channel_data_type HALF_FLOAT
arg_out: 1 buffer half4[2] 0.5 1 -2 65504  0.25 3 4 5

[test]
name: read between texels
kernel_name: read_between
arg_in: 0 image half4 0.5 1 -2 4  0.25 3 4 5 image_type 2d image_width 2 image_height 1 image_channel_order RGBA \
        image_channel_data_type HALF_FLOAT
arg_out: 1 buffer half4[2] 0.5 1 -2 4  0.375 2 1 4.5

[test]
name: write
kernel_name: write
arg_in: 1 buffer half4[2] 0.5 1 -2 65504  0.25 3 4 5
arg_out: 0 image half4 0.5 1 -2 65504  0.25 3 4 5 image_type 2d image_width 2 image_height 1 image_channel_order RGBA \
         image_channel_data_type HALF_FLOAT
!*/

#pragma OPENCL EXTENSION cl_khr_fp16 : enable

kernel void read(read_only image2d_t image, global half4 *out) {
  const int x = get_global_id(0);
  out[x] = read_imageh(image, (int2)(x, 0));
}

kernel void read_between(read_only image2d_t image, global half4 *out) {
  const sampler_t linear = CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_LINEAR;
  const int x = get_global_id(0);
  out[x] = read_imageh(image, linear, (float2)(x == 0 ? 0.5f : 1.0f, 0.5f));
}

kernel void write(write_only image2d_t image, global const half4 *in) {
  const int x = get_global_id(0);
  write_imageh(image, (int2)(x, 0), in[x]);
}
