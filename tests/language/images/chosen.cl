// Images that are chosen at run time.

/*!
[config]
name: chosen images
clc_version_min: 12
need_image_support: true
dimensions: 1
global_size: 3 1 1

[test]
name: one of three, read
kernel_name: read
arg_in: 0 image float4 1 2 3 4  1 2 3 5 image_type 2d image_width 2 image_height 1 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 image float4 5 6 7 8 image_type 2d image_width 1 image_height 1 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 2 image float4 9 10 11 12 image_type 2d image_width 1 image_height 1 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 3 sampler normalized_coords 1 addressing_mode CLAMP_TO_EDGE filter_mode LINEAR
arg_in: 4 buffer int[3] 2 0 1
arg_out: 5 buffer float4[3] 9 10 11 12  1 2 3 4.5  5 6 7 8
arg_out: 6 buffer int[3] 1 2 1

[test]
name: one of two, written
kernel_name: write
arg_in:  0 image uchar4 repeat 0 image_type 2d image_width 3 image_height 1 image_channel_order RGBA image_channel_data_type UNSIGNED_INT8
arg_out: 0 image uchar4 1 2 3 4  0 0 0 0  1 2 3 4 image_type 2d image_width 3 image_height 1 image_channel_order RGBA image_channel_data_type UNSIGNED_INT8
arg_in:  1 image uchar4 repeat 0 image_type 2d image_width 3 image_height 1 image_channel_order RGBA image_channel_data_type UNSIGNED_INT8
arg_out: 1 image uchar4 0 0 0 0  1 2 3 4  0 0 0 0 image_type 2d image_width 3 image_height 1 image_channel_order RGBA image_channel_data_type UNSIGNED_INT8
arg_in:  2 buffer int[3] 0 1 0

[test]
name: in a loop
kernel_name: alternate
arg_in: 0 image float4 1 2 3 4 image_type 2d image_width 1 image_height 1 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 image float4 5 6 7 8 image_type 2d image_width 1 image_height 1 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 2 int 5
arg_out: 3 buffer float4[3] 13 18 23 28  17 22 27 32  13 18 23 28

[test]
name: in both arms
kernel_name: arms
arg_in: 0 image float4 1 2 3 4 image_type 2d image_width 1 image_height 1 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 image float4 5 6 7 8 image_type 2d image_width 1 image_height 1 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 2 buffer int[3] 0 1 0
arg_out: 3 buffer float4[3] 5 6 7 8  1 2 3 4  5 6 7 8
!*/

constant sampler_t edge = CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_NEAREST;

kernel void read(read_only image2d_t a, read_only image2d_t b, read_only image2d_t c, sampler_t s, global const int *which,
                 global float4 *out, global int *widths) {
  const int i = get_global_id(0);
  out[i] = read_imagef(which[i] == 0 ? a : which[i] == 1 ? b : c, s, (float2)(0.5f));
  widths[i] = get_image_width(which[i] == 0 ? a : b);
}

kernel void write(write_only image2d_t a, write_only image2d_t b, global const int *which) {
  const int i = get_global_id(0);
  write_imageui(which[i] ? b : a, (int2)(i, 0), (uint4)(1, 2, 3, 4));
}

kernel void alternate(read_only image2d_t a, read_only image2d_t b, int count, global float4 *out) {
  const int id = get_global_id(0);
  float4 sum = 0;
  for (int i = 0; i < count; ++i) sum += read_imagef((i + id) % 2 ? b : a, edge, (int2)(0, 0));
  out[id] = sum;
}

kernel void arms(read_only image2d_t a, read_only image2d_t b, global const int *which, global float4 *out) {
  const int i = get_global_id(0);
  float4 texel;
  if (which[i]) {
    texel = read_imagef(a, edge, (int2)(0, 0));
  } else {
    texel = read_imagef(b, edge, (int2)(0, 0));
  }
  out[i] = texel;
}
