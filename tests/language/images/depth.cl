// Depth images: one channel, read and written as a number.

/*!
[config]
name: depth images
clc_version_min: 20
build_options: -cl-std=CL2.0
need_image_support: true
dimensions: 1
global_size: 4 1 1

[test]
name: read
kernel_name: read
arg_in: 0 image float 1 2 3 4 5 6 7 8 image_type 2d image_width 4 image_height 2 image_channel_order DEPTH \
        image_channel_data_type FLOAT
arg_out: 1 buffer float4[4] 1 5 3 0  2 6 4 1.5  3 7 5 2.5  4 8 6 3.5

[test]
name: read array
kernel_name: read_array
arg_in: 0 image float 1 2 3 4 5 6 7 8 image_type 2d_array image_width 4 image_height 1 image_array_size 2 \
        image_channel_order DEPTH image_channel_data_type FLOAT
arg_out: 1 buffer float2[4] 1 5  2 6  3 7  4 8

[test]
name: write
kernel_name: write
arg_out: 0 image float 0.25 1.25 2.25 3.25 image_type 2d image_width 4 image_height 1 image_channel_order DEPTH \
         image_channel_data_type FLOAT

[test]
name: write array
kernel_name: write_array
arg_out: 0 image float 0.25 1.25 2.25 3.25 image_type 2d_array image_width 2 image_height 1 image_array_size 2 \
         image_channel_order DEPTH image_channel_data_type FLOAT

[test]
name: queries
kernel_name: queries
global_size: 1 1 1
arg_in: 0 image ushort repeat 0 image_type 2d_array image_width 4 image_height 3 image_array_size 2 \
        image_channel_order DEPTH image_channel_data_type UNORM_INT16
arg_out: 1 buffer int[5] 4 3 2 4285 4307
!*/

constant sampler_t border = CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST;
constant sampler_t linear = CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_LINEAR;

kernel void read(read_only image2d_depth_t image, global float4 *out) {
  const int x = get_global_id(0);
  out[x] = (float4)(read_imagef(image, (int2)(x, 0)), read_imagef(image, border, (int2)(x, 1)),
                    read_imagef(image, linear, (float2)(x + 0.5f, 1)), 0);
  if (x > 0) out[x].w = read_imagef(image, linear, (float2)(x, 0.5f));
}

kernel void read_array(read_only image2d_array_depth_t image, global float2 *out) {
  const int x = get_global_id(0);
  out[x] = (float2)(read_imagef(image, (int4)(x, 0, 0, 0)), read_imagef(image, border, (float4)(x + 0.5f, 0.5f, 1, 0)));
}

kernel void write(write_only image2d_depth_t image) {
  const int x = get_global_id(0);
  write_imagef(image, (int2)(x, 0), x + 0.25f);
}

kernel void write_array(write_only image2d_array_depth_t image) {
  const int i = get_global_id(0);
  write_imagef(image, (int4)(i % 2, 0, i / 2, 0), i + 0.25f);
}

kernel void queries(read_only image2d_array_depth_t image, global int *out) {
  out[0] = get_image_width(image);
  out[1] = get_image_height(image);
  out[2] = get_image_array_size(image);
  out[3] = get_image_channel_order(image);
  out[4] = get_image_channel_data_type(image);
}
