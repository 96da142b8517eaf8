// Samplers as arguments: every addressing mode, filter and kind of coordinates, inside and outside the image.

/*!
[config]
name: sampler arguments
clc_version_min: 10
need_image_support: true
dimensions: 1

[test]
name: unnormalized none nearest
kernel_name: read
global_size: 5 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 0 addressing_mode NONE filter_mode NEAREST
arg_in: 2 buffer float2[5] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25
arg_out: 3 buffer float4[5]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4

[test]
name: unnormalized none linear
kernel_name: read
global_size: 5 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 0 addressing_mode NONE filter_mode LINEAR
arg_in: 2 buffer float2[5] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25
arg_out: 3 buffer float4[5]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125

[test]
name: unnormalized clamp_to_edge nearest
kernel_name: read
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 0 addressing_mode CLAMP_TO_EDGE filter_mode NEAREST
arg_in: 2 buffer float2[13] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25  -0.25  0.5  -3  1.5  4  0.5  4.25  2.25  100  -100  0  2  1.5  1e+06  -1e+06  0.5
arg_out: 3 buffer float4[13]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  0 100 0 1  16 92 0 2  6 88 9 4  22 80 9 5 \
         6 88 9 4  16 92 0 2  18 88 1 3  0 100 0 1

[test]
name: unnormalized clamp_to_edge linear
kernel_name: read
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 0 addressing_mode CLAMP_TO_EDGE filter_mode LINEAR
arg_in: 2 buffer float2[13] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25  -0.25  0.5  -3  1.5  4  0.5  4.25  2.25  100  -100  0  2  1.5  1e+06  -1e+06  0.5
arg_out: 3 buffer float4[13]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  0 100 0 1  16 92 0 2 \
         6 88 9 4  22 80 9 5  6 88 9 4  16 92 0 2  18 88 1 3  0 100 0 1

[test]
name: unnormalized clamp nearest
kernel_name: read
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 0 addressing_mode CLAMP filter_mode NEAREST
arg_in: 2 buffer float2[13] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25  -0.25  0.5  -3  1.5  4  0.5  4.25  2.25  100  -100  0  2  1.5  1e+06  -1e+06  0.5
arg_out: 3 buffer float4[13]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0 \
         0 0 0 0  0 0 0 0  0 0 0 0

[test]
name: unnormalized clamp linear
kernel_name: read
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 0 addressing_mode CLAMP filter_mode LINEAR
arg_in: 2 buffer float2[13] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25  -0.25  0.5  -3  1.5  4  0.5  4.25  2.25  100  -100  0  2  1.5  1e+06  -1e+06  0.5
arg_out: 3 buffer float4[13]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  0 25 0 0.25  0 0 0 0 \
         3 44 4.5 2  1.375 5 0.5625 0.3125  0 0 0 0  4 23 0 0.5  0 0 0 0  0 0 0 0

[test]
name: normalized none nearest
kernel_name: read
global_size: 5 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 1 addressing_mode NONE filter_mode NEAREST
arg_in: 2 buffer float2[5] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625
arg_out: 3 buffer float4[5]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4

[test]
name: normalized none linear
kernel_name: read
global_size: 5 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 1 addressing_mode NONE filter_mode LINEAR
arg_in: 2 buffer float2[5] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625
arg_out: 3 buffer float4[5]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125

[test]
name: normalized clamp_to_edge nearest
kernel_name: read
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 1 addressing_mode CLAMP_TO_EDGE filter_mode NEAREST
arg_in: 2 buffer float2[13] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625  1e+06  0.25
arg_out: 3 buffer float4[13]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  0 100 0 1  16 92 0 2  6 88 9 4  22 80 9 5 \
         6 88 9 4  16 92 0 2  6 88 9 4  6 88 9 4

[test]
name: normalized clamp_to_edge linear
kernel_name: read
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 1 addressing_mode CLAMP_TO_EDGE filter_mode LINEAR
arg_in: 2 buffer float2[13] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625  1e+06  0.25
arg_out: 3 buffer float4[13]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  0 100 0 1  16 92 0 2 \
         6 88 9 4  22 80 9 5  6 88 9 4  16 92 0 2  6 88 9 4  6 88 9 4

[test]
name: normalized clamp nearest
kernel_name: read
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 1 addressing_mode CLAMP filter_mode NEAREST
arg_in: 2 buffer float2[13] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625  1e+06  0.25
arg_out: 3 buffer float4[13]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0 \
         0 0 0 0  0 0 0 0  0 0 0 0

[test]
name: normalized clamp linear
kernel_name: read
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 1 addressing_mode CLAMP filter_mode LINEAR
arg_in: 2 buffer float2[13] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625  1e+06  0.25
arg_out: 3 buffer float4[13]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  0 25 0 0.25  0 0 0 0 \
         3 44 4.5 2  1.375 5 0.5625 0.3125  0 0 0 0  4 23 0 0.5  0 0 0 0  0 0 0 0

[test]
name: normalized repeat nearest
kernel_name: read
global_size: 12 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 1 addressing_mode REPEAT filter_mode NEAREST
arg_in: 2 buffer float2[12] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625
arg_out: 3 buffer float4[12]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  6 88 9 4  18 88 1 3  0 100 0 1  0 100 0 1 \
         0 100 0 1  0 100 0 1  2 96 1 2

[test]
name: normalized repeat linear
kernel_name: read
global_size: 12 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 1 addressing_mode REPEAT filter_mode LINEAR
arg_in: 2 buffer float2[12] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625
arg_out: 3 buffer float4[12]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  4.5 91 6.75 3.25  17 90 0.5 2.5 \
         3 94 4.5 2.5  5.5 95 2.25 2  11 90 4.5 3  11 90 4.5 3  6 94 1 2.25

[test]
name: normalized mirrored_repeat nearest
kernel_name: read
global_size: 12 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 1 addressing_mode MIRRORED_REPEAT filter_mode NEAREST
arg_in: 2 buffer float2[12] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625
arg_out: 3 buffer float4[12]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  0 100 0 1  22 80 9 5  6 88 9 4  22 80 9 5 \
         6 88 9 4  16 92 0 2  2 96 1 2

[test]
name: normalized mirrored_repeat linear
kernel_name: read
global_size: 12 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 sampler normalized_coords 1 addressing_mode MIRRORED_REPEAT filter_mode LINEAR
arg_in: 2 buffer float2[12] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625
arg_out: 3 buffer float4[12]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  0 100 0 1  21 82 6.5 4.5 \
         6 88 9 4  22 80 9 5  6 88 9 4  16 92 0 2  6 94 1 2.25
!*/

kernel void read(read_only image2d_t image, sampler_t sampler, global const float2 *at, global float4 *out) {
  const int i = get_global_id(0);
  out[i] = read_imagef(image, sampler, at[i]);
}
