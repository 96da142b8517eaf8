// Images and samplers through functions, in branches and loops, of which kernels are made.

/*!
[config]
name: images in functions
clc_version_min: 12
need_image_support: true
dimensions: 2
global_size: 4 4 1

[test]
name: blur
kernel_name: blur
arg_in: 0 image float 1 2 3 4  5 6 7 8  9 10 11 12  13 14 15 16 image_type 2d image_width 4 image_height 4 \
        image_channel_order R image_channel_data_type FLOAT
arg_out: 1 image float 24 30 39 45  48 54 63 69  84 90 99 105  108 114 123 129 image_type 2d image_width 4 \
         image_height 4 image_channel_order R image_channel_data_type FLOAT

[test]
name: choose the first
kernel_name: choose
arg_in: 0 image float 1 2 3 4  5 6 7 8  9 10 11 12  13 14 15 16 image_type 2d image_width 4 image_height 4 \
        image_channel_order R image_channel_data_type FLOAT
arg_in: 1 image float repeat 100 image_type 2d image_width 4 image_height 4 image_channel_order R \
        image_channel_data_type FLOAT
arg_in: 2 int 0
arg_out: 3 buffer float[16] 1 2 3 4  5 6 7 8  9 10 11 12  13 14 15 16

[test]
name: choose the second
kernel_name: choose
arg_in: 0 image float 1 2 3 4  5 6 7 8  9 10 11 12  13 14 15 16 image_type 2d image_width 4 image_height 4 \
        image_channel_order R image_channel_data_type FLOAT
arg_in: 1 image float repeat 100 image_type 2d image_width 4 image_height 4 image_channel_order R \
        image_channel_data_type FLOAT
arg_in: 2 int 1
arg_out: 3 buffer float[16] repeat 100

[test]
name: two samplers
kernel_name: two_samplers
arg_in: 0 image float 1 2 3 4  5 6 7 8  9 10 11 12  13 14 15 16 image_type 2d image_width 4 image_height 4 \
        image_channel_order R image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 0 addressing_mode CLAMP_TO_EDGE filter_mode NEAREST
arg_in: 2 sampler normalized_coords 0 addressing_mode CLAMP filter_mode LINEAR
arg_out: 3 buffer float2[16] 1 0.25  2 0.75  3 1.25  4 1.75  5 1.5  6 3.5  7 4.5  8 5.5 \
         9 3.5  10 7.5  11 8.5  12 9.5  13 5.5  14 11.5  15 12.5  16 13.5

[test]
name: barrier
kernel_name: transpose
local_size: 4 4 1
arg_in: 0 image uchar 1 2 3 4  5 6 7 8  9 10 11 12  13 14 15 16 image_type 2d image_width 4 image_height 4 \
        image_channel_order R image_channel_data_type UNSIGNED_INT8
arg_out: 1 image uchar 1 5 9 13  2 6 10 14  3 7 11 15  4 8 12 16 image_type 2d image_width 4 image_height 4 \
         image_channel_order R image_channel_data_type UNSIGNED_INT8

[test]
name: unused
kernel_name: unused
arg_in: 0 image uchar4 repeat 0 image_type 2d image_width 1 image_height 1 image_channel_order RGBA \
        image_channel_data_type UNORM_INT8
arg_in: 1 sampler normalized_coords 0 addressing_mode NONE filter_mode NEAREST
arg_out: 2 buffer int[16] repeat 3
!*/

constant sampler_t edge = CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_NEAREST;

float at(read_only image2d_t image, sampler_t sampler, int x, int y) {
  return read_imagef(image, sampler, (int2)(x, y)).x;
}

float row(read_only image2d_t image, int x, int y) {
  return at(image, edge, x - 1, y) + at(image, edge, x, y) + at(image, edge, x + 1, y);
}

void put(write_only image2d_t image, int x, int y, float value) { write_imagef(image, (int2)(x, y), value); }

kernel void blur(read_only image2d_t from, write_only image2d_t to) {
  const int x = get_global_id(0), y = get_global_id(1);
  float sum = 0;
  for (int i = -1; i <= 1; ++i) sum += row(from, x, y + i);
  put(to, x, y, sum);
}

kernel void choose(read_only image2d_t first, read_only image2d_t second, int which, global float *out) {
  const int x = get_global_id(0), y = get_global_id(1);
  out[y * 4 + x] = which ? at(second, edge, x, y) : at(first, edge, x, y);
}

kernel void two_samplers(read_only image2d_t image, sampler_t nearest, sampler_t linear, global float2 *out) {
  const int x = get_global_id(0), y = get_global_id(1);
  out[y * 4 + x] = (float2)(read_imagef(image, nearest, (float2)(x + 0.5f, y + 0.5f)).x,
                            read_imagef(image, linear, (float2)(x, y)).x);
}

kernel void transpose(read_only image2d_t from, write_only image2d_t to) {
  local uint tile[4][4];
  const int x = get_local_id(0), y = get_local_id(1);
  tile[y][x] = read_imageui(from, (int2)(x, y)).x;
  barrier(CLK_LOCAL_MEM_FENCE);
  write_imageui(to, (int2)(x, y), (uint4)(tile[x][y], 0, 0, 0));
}

kernel void unused(read_only image2d_t image, sampler_t sampler, global int *out) {
  out[get_global_id(1) * 4 + get_global_id(0)] = 3;
}
