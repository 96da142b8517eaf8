// Samplers as literals, of the program and of a kernel: every addressing mode, filter and kind of coordinates.

/*!
[config]
name: sampler literals
clc_version_min: 10
need_image_support: true
dimensions: 1

[test]
name: unnormalized none nearest
kernel_name: unnormalized_none_nearest
global_size: 5 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[5] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25
arg_out: 2 buffer float4[5]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4

[test]
name: unnormalized none linear
kernel_name: unnormalized_none_linear
global_size: 5 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[5] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25
arg_out: 2 buffer float4[5]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125

[test]
name: unnormalized clamp_to_edge nearest
kernel_name: unnormalized_clamp_to_edge_nearest
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[13] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25  -0.25  0.5  -3  1.5  4  0.5  4.25  2.25  100  -100  0  2  1.5  1e+06  -1e+06  0.5
arg_out: 2 buffer float4[13]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  0 100 0 1  16 92 0 2  6 88 9 4  22 80 9 5 \
         6 88 9 4  16 92 0 2  18 88 1 3  0 100 0 1

[test]
name: unnormalized clamp_to_edge linear
kernel_name: unnormalized_clamp_to_edge_linear
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[13] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25  -0.25  0.5  -3  1.5  4  0.5  4.25  2.25  100  -100  0  2  1.5  1e+06  -1e+06  0.5
arg_out: 2 buffer float4[13]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  0 100 0 1  16 92 0 2 \
         6 88 9 4  22 80 9 5  6 88 9 4  16 92 0 2  18 88 1 3  0 100 0 1

[test]
name: unnormalized clamp nearest
kernel_name: unnormalized_clamp_nearest
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[13] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25  -0.25  0.5  -3  1.5  4  0.5  4.25  2.25  100  -100  0  2  1.5  1e+06  -1e+06  0.5
arg_out: 2 buffer float4[13]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0 \
         0 0 0 0  0 0 0 0  0 0 0 0

[test]
name: unnormalized clamp linear
kernel_name: unnormalized_clamp_linear
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[13] 0.5  0.5  1.25  0.75  3.5  1.5  2  1  2.875  1.25  -0.25  0.5  -3  1.5  4  0.5  4.25  2.25  100  -100  0  2  1.5  1e+06  -1e+06  0.5
arg_out: 2 buffer float4[13]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  0 25 0 0.25  0 0 0 0 \
         3 44 4.5 2  1.375 5 0.5625 0.3125  0 0 0 0  4 23 0 0.5  0 0 0 0  0 0 0 0

[test]
name: normalized none nearest
kernel_name: normalized_none_nearest
global_size: 5 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[5] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625
arg_out: 2 buffer float4[5]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4

[test]
name: normalized none linear
kernel_name: normalized_none_linear
global_size: 5 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[5] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625
arg_out: 2 buffer float4[5]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125

[test]
name: normalized clamp_to_edge nearest
kernel_name: normalized_clamp_to_edge_nearest
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[13] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625  1e+06  0.25
arg_out: 2 buffer float4[13]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  0 100 0 1  16 92 0 2  6 88 9 4  22 80 9 5 \
         6 88 9 4  16 92 0 2  6 88 9 4  6 88 9 4

[test]
name: normalized clamp_to_edge linear
kernel_name: normalized_clamp_to_edge_linear
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[13] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625  1e+06  0.25
arg_out: 2 buffer float4[13]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  0 100 0 1  16 92 0 2 \
         6 88 9 4  22 80 9 5  6 88 9 4  16 92 0 2  6 88 9 4  6 88 9 4

[test]
name: normalized clamp nearest
kernel_name: normalized_clamp_nearest
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[13] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625  1e+06  0.25
arg_out: 2 buffer float4[13]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0 \
         0 0 0 0  0 0 0 0  0 0 0 0

[test]
name: normalized clamp linear
kernel_name: normalized_clamp_linear
global_size: 13 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[13] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625  1e+06  0.25
arg_out: 2 buffer float4[13]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  0 25 0 0.25  0 0 0 0 \
         3 44 4.5 2  1.375 5 0.5625 0.3125  0 0 0 0  4 23 0 0.5  0 0 0 0  0 0 0 0

[test]
name: normalized repeat nearest
kernel_name: normalized_repeat_nearest
global_size: 12 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[12] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625
arg_out: 2 buffer float4[12]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  6 88 9 4  18 88 1 3  0 100 0 1  0 100 0 1 \
         0 100 0 1  0 100 0 1  2 96 1 2

[test]
name: normalized repeat linear
kernel_name: normalized_repeat_linear
global_size: 12 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[12] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625
arg_out: 2 buffer float4[12]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  4.5 91 6.75 3.25  17 90 0.5 2.5 \
         3 94 4.5 2.5  5.5 95 2.25 2  11 90 4.5 3  11 90 4.5 3  6 94 1 2.25

[test]
name: normalized mirrored_repeat nearest
kernel_name: normalized_mirrored_repeat_nearest
global_size: 12 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[12] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625
arg_out: 2 buffer float4[12]   0 100 0 1  2 96 1 2  22 80 9 5  20 84 4 4  20 84 4 4  0 100 0 1  22 80 9 5  6 88 9 4  22 80 9 5 \
         6 88 9 4  16 92 0 2  2 96 1 2

[test]
name: normalized mirrored_repeat linear
kernel_name: normalized_mirrored_repeat_linear
global_size: 12 1 1
arg_in: 0 image float4 0 100 0 1 2 96 1 2 4 92 4 3 6 88 9 4 16 92 0 2 18 88 1 3 20 84 4 4 22 80 9 5 \
        image_type 2d image_width 4 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[12] 0.125  0.25  0.3125  0.375  0.875  0.75  0.5  0.5  0.71875  0.625  -0.0625  0.25  -0.75  0.75  1  0.25  1.0625  1.125  25  -50  0  1  2.375  -1.625
arg_out: 2 buffer float4[12]   0 100 0 1  5.5 95 0.75 2  22 80 9 5  11 90 2.5 3  16.75 84.5 5.875 4.125  0 100 0 1  21 82 6.5 4.5 \
         6 88 9 4  22 80 9 5  6 88 9 4  16 92 0 2  6 94 1 2.25
!*/

// Half of the readers see the literal as a constant of the program, half as a variable of their own.
#define READER(name, literal)                                                                                \
  constant sampler_t name##_sampler = literal;                                                               \
  kernel void name(read_only image2d_t image, global const float2 *at, global float4 *out) {                 \
    const sampler_t own = literal;                                                                           \
    const int i = get_global_id(0);                                                                          \
    if (i % 2 == 0)                                                                                          \
      out[i] = read_imagef(image, name##_sampler, at[i]);                                                    \
    else                                                                                                     \
      out[i] = read_imagef(image, own, at[i]);                                                               \
  }

READER(unnormalized_none_nearest, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_NONE | CLK_FILTER_NEAREST)
READER(unnormalized_none_linear, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_NONE | CLK_FILTER_LINEAR)
READER(unnormalized_clamp_to_edge_nearest, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_NEAREST)
READER(unnormalized_clamp_to_edge_linear, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_LINEAR)
READER(unnormalized_clamp_nearest, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST)
READER(unnormalized_clamp_linear, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_LINEAR)
READER(normalized_none_nearest, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_NONE | CLK_FILTER_NEAREST)
READER(normalized_none_linear, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_NONE | CLK_FILTER_LINEAR)
READER(normalized_clamp_to_edge_nearest, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_NEAREST)
READER(normalized_clamp_to_edge_linear, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_LINEAR)
READER(normalized_clamp_nearest, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST)
READER(normalized_clamp_linear, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP | CLK_FILTER_LINEAR)
READER(normalized_repeat_nearest, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_REPEAT | CLK_FILTER_NEAREST)
READER(normalized_repeat_linear, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_REPEAT | CLK_FILTER_LINEAR)
READER(normalized_mirrored_repeat_nearest, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_MIRRORED_REPEAT | CLK_FILTER_NEAREST)
READER(normalized_mirrored_repeat_linear, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_MIRRORED_REPEAT | CLK_FILTER_LINEAR)
