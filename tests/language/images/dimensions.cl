// Images of every dimension: read with and without samplers, written. Texel i is (i, 2 i + 0.5, 64 - i, i % 3 / 4); the
// expected values follow from the formulas of the OpenCL specification.

/*!
[config]
name: dimensions of images
clc_version_min: 12
need_image_support: true
dimensions: 1

[test]
name: sample 1d edge
kernel_name: sample_1d_edge
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25 \
        image_type 1d image_width 5 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float[6] 0.5  1.25  3  -1.5  4.5  2.75
arg_out: 2 buffer float4[6]   0 0.5 64 0  1 2.5 63 0.25  3 6.5 61 0  0 0.5 64 0  4 8.5 60 0.25  2 4.5 62 0.5

[test]
name: sample 1d border
kernel_name: sample_1d_border
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25 \
        image_type 1d image_width 5 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float[6] 0.5  1.25  3  -1.5  4.5  2.75
arg_out: 2 buffer float4[6]   0 0.5 64 0  1 2.5 63 0.25  3 6.5 61 0  0 0 0 0  4 8.5 60 0.25  2 4.5 62 0.5

[test]
name: sample 1d linear
kernel_name: sample_1d_linear
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25 \
        image_type 1d image_width 5 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float[6] 0.5  1.25  3  -1.5  4.5  2.75
arg_out: 2 buffer float4[6]   0 0.5 64 0  0.75 2 63.25 0.1875  2.5 5.5 61.5 0.25  0 0.5 64 0  4 8.5 60 0.25  2.25 5 61.75 0.375

[test]
name: read 1d
kernel_name: read_1d
global_size: 5 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25 \
        image_type 1d image_width 5 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int[5] 0  1  2  3  4
arg_out: 2 buffer float4[5]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25

[test]
name: border 1d
kernel_name: border_1d
global_size: 5 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25 \
        image_type 1d image_width 5 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int[5] 0  1  2  -1  5
arg_out: 2 buffer float4[5]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  0 0 0 0  0 0 0 0

[test]
name: write 1d
kernel_name: write_1d
global_size: 5 1 1
arg_out: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25 \
        image_type 1d image_width 5 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int[5] 0  1  2  3  4
arg_in: 2 buffer float4[5]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25

[test]
name: sample 1d array edge
kernel_name: sample_1d_array_edge
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5 \
        image_type 1d_array image_width 4 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[6] 0.5 0  1.25 1.25  3 0.75  -1.5 1.625  4.5 7  2.75 -2
arg_out: 2 buffer float4[6]   0 0.5 64 0  5 10.5 59 0.5  7 14.5 57 0.25  8 16.5 56 0.5  11 22.5 53 0.5  2 4.5 62 0.5

[test]
name: sample 1d array border
kernel_name: sample_1d_array_border
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5 \
        image_type 1d_array image_width 4 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[6] 0.5 0  1.25 1.25  3 0.75  -1.5 1.625  4.5 7  2.75 -2
arg_out: 2 buffer float4[6]   0 0.5 64 0  5 10.5 59 0.5  7 14.5 57 0.25  0 0 0 0  0 0 0 0  2 4.5 62 0.5

[test]
name: sample 1d array linear
kernel_name: sample_1d_array_linear
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5 \
        image_type 1d_array image_width 4 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[6] 0.5 0  1.25 1.25  3 0.75  -1.5 1.625  4.5 7  2.75 -2
arg_out: 2 buffer float4[6]   0 0.5 64 0  4.75 10 59.25 0.4375  6.5 13.5 57.5 0.125  8 16.5 56 0.5  11 22.5 53 0.5  2.25 5 61.75 0.375

[test]
name: sample 1d array linear border
kernel_name: sample_1d_array_linear_border
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5 \
        image_type 1d_array image_width 4 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[6] 0.125 0  0.3125 1.25  0.75 0.75  -0.375 1.625  1.125 7  0.6875 -2
arg_out: 2 buffer float4[6]   0 0.5 64 0  4.75 10 59.25 0.4375  6.5 13.5 57.5 0.125  0 0 0 0  0 0 0 0  2.25 5 61.75 0.375

[test]
name: sample 1d array repeat
kernel_name: sample_1d_array_repeat
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5 \
        image_type 1d_array image_width 4 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[6] 0.125 0  0.3125 1.25  0.75 0.75  -0.375 1.625  1.125 7  0.6875 -2
arg_out: 2 buffer float4[6]   0 0.5 64 0  5 10.5 59 0.5  7 14.5 57 0.25  10 20.5 54 0.25  8 16.5 56 0.5  2 4.5 62 0.5

[test]
name: sample 1d array linear mirror
kernel_name: sample_1d_array_linear_mirror
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5 \
        image_type 1d_array image_width 4 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float2[6] 0.125 0  0.3125 1.25  0.75 0.75  -0.375 1.625  1.125 7  0.6875 -2
arg_out: 2 buffer float4[6]   0 0.5 64 0  4.75 10 59.25 0.4375  6.5 13.5 57.5 0.125  9 18.5 55 0  11 22.5 53 0.5  2.25 5 61.75 0.375

[test]
name: read 1d array
kernel_name: read_1d_array
global_size: 12 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5 \
        image_type 1d_array image_width 4 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int2[12] 0 0  1 0  2 0  3 0  0 1  1 1  2 1  3 1  0 2  1 2  2 2  3 2
arg_out: 2 buffer float4[12]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5

[test]
name: border 1d array
kernel_name: border_1d_array
global_size: 5 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5 \
        image_type 1d_array image_width 4 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int2[5] 0 0  1 0  2 0  -1 5  4 -1
arg_out: 2 buffer float4[5]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  0 0 0 0  0 0 0 0

[test]
name: write 1d array
kernel_name: write_1d_array
global_size: 12 1 1
arg_out: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5 \
        image_type 1d_array image_width 4 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int2[12] 0 0  1 0  2 0  3 0  0 1  1 1  2 1  3 1  0 2  1 2  2 2  3 2
arg_in: 2 buffer float4[12]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5

[test]
name: sample 2d array edge
kernel_name: sample_2d_array_edge
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5 \
        image_type 2d_array image_width 4 image_height 2 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.5 0.5 0 0  1.25 1.5 1.25 0  3 1 0.75 0  -1.5 0.75 1.625 0  4.5 -0.5 7 0  2.75 2.25 -2 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  13 26.5 51 0.25  15 30.5 49 0  16 32.5 48 0.25  19 38.5 45 0.25  6 12.5 58 0

[test]
name: sample 2d array border
kernel_name: sample_2d_array_border
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5 \
        image_type 2d_array image_width 4 image_height 2 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.5 0.5 0 0  1.25 1.5 1.25 0  3 1 0.75 0  -1.5 0.75 1.625 0  4.5 -0.5 7 0  2.75 2.25 -2 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  13 26.5 51 0.25  15 30.5 49 0  0 0 0 0  0 0 0 0  0 0 0 0

[test]
name: sample 2d array linear
kernel_name: sample_2d_array_linear
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5 \
        image_type 2d_array image_width 4 image_height 2 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.5 0.5 0 0  1.25 1.5 1.25 0  3 1 0.75 0  -1.5 0.75 1.625 0  4.5 -0.5 7 0  2.75 2.25 -2 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  12.75 26 51.25 0.1875  12.5 25.5 51.5 0.3125  17 34.5 47 0.3125  19 38.5 45 0.25  6.25 13 57.75 0.0625

[test]
name: sample 2d array linear border
kernel_name: sample_2d_array_linear_border
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5 \
        image_type 2d_array image_width 4 image_height 2 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.125 0.25 0 0  0.3125 0.75 1.25 0  0.75 0.5 0.75 0  -0.375 0.375 1.625 0  1.125 -0.25 7 0  0.6875 1.125 -2 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  12.75 26 51.25 0.1875  12.5 25.5 51.5 0.3125  0 0 0 0  0 0 0 0  1.5625 3.25 14.4375 0.015625

[test]
name: sample 2d array repeat
kernel_name: sample_2d_array_repeat
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5 \
        image_type 2d_array image_width 4 image_height 2 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.125 0.25 0 0  0.3125 0.75 1.25 0  0.75 0.5 0.75 0  -0.375 0.375 1.625 0  1.125 -0.25 7 0  0.6875 1.125 -2 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  13 26.5 51 0.25  15 30.5 49 0  18 36.5 46 0  20 40.5 44 0.5  2 4.5 62 0.5

[test]
name: sample 2d array linear mirror
kernel_name: sample_2d_array_linear_mirror
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5 \
        image_type 2d_array image_width 4 image_height 2 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.125 0.25 0 0  0.3125 0.75 1.25 0  0.75 0.5 0.75 0  -0.375 0.375 1.625 0  1.125 -0.25 7 0  0.6875 1.125 -2 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  12.75 26 51.25 0.1875  12.5 25.5 51.5 0.3125  18 36.5 46 0.375  19 38.5 45 0.25  6.25 13 57.75 0.0625

[test]
name: read 2d array
kernel_name: read_2d_array
global_size: 24 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5 \
        image_type 2d_array image_width 4 image_height 2 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int4[24] 0 0 0 0  1 0 0 0  2 0 0 0  3 0 0 0  0 1 0 0  1 1 0 0  2 1 0 0  3 1 0 0  0 0 1 0  1 0 1 0  2 0 1 0  3 0 1 0  0 1 1 0  1 1 1 0  2 1 1 0  3 1 1 0  0 0 2 0  1 0 2 0  2 0 2 0  3 0 2 0  0 1 2 0  1 1 2 0  2 1 2 0  3 1 2 0
arg_out: 2 buffer float4[24]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5

[test]
name: border 2d array
kernel_name: border_2d_array
global_size: 5 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5 \
        image_type 2d_array image_width 4 image_height 2 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int4[5] 0 0 0 0  1 0 0 0  2 0 0 0  -1 -1 5 0  4 0 -1 0
arg_out: 2 buffer float4[5]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  0 0 0 0  0 0 0 0

[test]
name: write 2d array
kernel_name: write_2d_array
global_size: 24 1 1
arg_out: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5 \
        image_type 2d_array image_width 4 image_height 2 image_array_size 3 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int4[24] 0 0 0 0  1 0 0 0  2 0 0 0  3 0 0 0  0 1 0 0  1 1 0 0  2 1 0 0  3 1 0 0  0 0 1 0  1 0 1 0  2 0 1 0  3 0 1 0  0 1 1 0  1 1 1 0  2 1 1 0  3 1 1 0  0 0 2 0  1 0 2 0  2 0 2 0  3 0 2 0  0 1 2 0  1 1 2 0  2 1 2 0  3 1 2 0
arg_in: 2 buffer float4[24]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0  16 32.5 48 0.25  17 34.5 47 0.5  18 36.5 46 0  19 38.5 45 0.25  20 40.5 44 0.5 \
         21 42.5 43 0  22 44.5 42 0.25  23 46.5 41 0.5

[test]
name: sample 3d edge
kernel_name: sample_3d_edge
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0 \
        image_type 3d image_width 4 image_height 2 image_depth 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.5 0.5 0.5 0  1.25 1.5 1.75 0  3 1 1 0  -1.5 0.75 0.25 0  4.5 -0.5 0.5 0  2.75 2.25 -3 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  13 26.5 51 0.25  15 30.5 49 0  0 0.5 64 0  3 6.5 61 0  6 12.5 58 0

[test]
name: sample 3d border
kernel_name: sample_3d_border
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0 \
        image_type 3d image_width 4 image_height 2 image_depth 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.5 0.5 0.5 0  1.25 1.5 1.75 0  3 1 1 0  -1.5 0.75 0.25 0  4.5 -0.5 0.5 0  2.75 2.25 -3 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  13 26.5 51 0.25  15 30.5 49 0  0 0 0 0  0 0 0 0  0 0 0 0

[test]
name: sample 3d linear
kernel_name: sample_3d_linear
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0 \
        image_type 3d image_width 4 image_height 2 image_depth 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.5 0.5 0.5 0  1.25 1.5 1.75 0  3 1 1 0  -1.5 0.75 0.25 0  4.5 -0.5 0.5 0  2.75 2.25 -3 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  12.75 26 51.25 0.1875  8.5 17.5 55.5 0.25  1 2.5 63 0.0625  3 6.5 61 0  6.25 13 57.75 0.0625

[test]
name: sample 3d linear border
kernel_name: sample_3d_linear_border
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0 \
        image_type 3d image_width 4 image_height 2 image_depth 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.125 0.25 0.25 0  0.3125 0.75 0.875 0  0.75 0.5 0.5 0  -0.375 0.375 0.125 0  1.125 -0.25 0.25 0  0.6875 1.125 -1.5 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  9.5625 19.5 38.4375 0.140625  8.5 17.5 55.5 0.25  0 0 0 0  0 0 0 0  0 0 0 0

[test]
name: sample 3d repeat
kernel_name: sample_3d_repeat
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0 \
        image_type 3d image_width 4 image_height 2 image_depth 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.125 0.25 0.25 0  0.3125 0.75 0.875 0  0.75 0.5 0.5 0  -0.375 0.375 0.125 0  1.125 -0.25 0.25 0  0.6875 1.125 -1.5 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  13 26.5 51 0.25  15 30.5 49 0  2 4.5 62 0.5  4 8.5 60 0.25  10 20.5 54 0.25

[test]
name: sample 3d linear mirror
kernel_name: sample_3d_linear_mirror
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0 \
        image_type 3d image_width 4 image_height 2 image_depth 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[6] 0.125 0.25 0.25 0  0.3125 0.75 0.875 0  0.75 0.5 0.5 0  -0.375 0.375 0.125 0  1.125 -0.25 0.25 0  0.6875 1.125 -1.5 0
arg_out: 2 buffer float4[6]   0 0.5 64 0  12.75 26 51.25 0.1875  8.5 17.5 55.5 0.25  2 4.5 62 0.3125  3 6.5 61 0  10.25 21 53.75 0.21875

[test]
name: read 3d
kernel_name: read_3d
global_size: 16 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0 \
        image_type 3d image_width 4 image_height 2 image_depth 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int4[16] 0 0 0 0  1 0 0 0  2 0 0 0  3 0 0 0  0 1 0 0  1 1 0 0  2 1 0 0  3 1 0 0  0 0 1 0  1 0 1 0  2 0 1 0  3 0 1 0  0 1 1 0  1 1 1 0  2 1 1 0  3 1 1 0
arg_out: 2 buffer float4[16]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0

[test]
name: border 3d
kernel_name: border_3d
global_size: 5 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0 \
        image_type 3d image_width 4 image_height 2 image_depth 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int4[5] 0 0 0 0  1 0 0 0  2 0 0 0  -1 -1 -1 0  4 0 0 0
arg_out: 2 buffer float4[5]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  0 0 0 0  0 0 0 0

[test]
name: write 3d
kernel_name: write_3d
global_size: 16 1 1
arg_out: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0 \
        image_type 3d image_width 4 image_height 2 image_depth 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int4[16] 0 0 0 0  1 0 0 0  2 0 0 0  3 0 0 0  0 1 0 0  1 1 0 0  2 1 0 0  3 1 0 0  0 0 1 0  1 0 1 0  2 0 1 0  3 0 1 0  0 1 1 0  1 1 1 0  2 1 1 0  3 1 1 0
arg_in: 2 buffer float4[16]   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5  6 12.5 58 0 \
         7 14.5 57 0.25  8 16.5 56 0.5  9 18.5 55 0  10 20.5 54 0.25  11 22.5 53 0.5  12 24.5 52 0  13 26.5 51 0.25 \
         14 28.5 50 0.5  15 30.5 49 0

[test]
name: read 1d buffer
kernel_name: read_1d_buffer
global_size: 6 1 1
arg_in: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5 \
        image_type 1d_buffer image_width 6 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int[6] 5 3 1 0 2 4
arg_out: 2 buffer float4[6]   5 10.5 59 0.5  3 6.5 61 0  1 2.5 63 0.25  0 0.5 64 0  2 4.5 62 0.5  4 8.5 60 0.25

[test]
name: write 1d buffer
kernel_name: write_1d_buffer
global_size: 6 1 1
arg_out: 0 image float4   0 0.5 64 0  1 2.5 63 0.25  2 4.5 62 0.5  3 6.5 61 0  4 8.5 60 0.25  5 10.5 59 0.5 \
        image_type 1d_buffer image_width 6 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer int[6] 5 3 1 0 2 4
arg_in: 2 buffer float4[6]   5 10.5 59 0.5  3 6.5 61 0  1 2.5 63 0.25  0 0.5 64 0  2 4.5 62 0.5  4 8.5 60 0.25
!*/

#pragma OPENCL EXTENSION cl_khr_3d_image_writes : enable

#define SAMPLE(name, image_type, vector, literal)                                                \
  kernel void name(read_only image_type image, global const vector *at, global float4 *out) {    \
    const sampler_t sampler = literal;                                                           \
    const int i = get_global_id(0);                                                              \
    out[i] = read_imagef(image, sampler, at[i]);                                                 \
  }
#define READ(name, image_type, vector)                                                           \
  kernel void name(read_only image_type image, global const vector *at, global float4 *out) {    \
    const int i = get_global_id(0);                                                              \
    out[i] = read_imagef(image, at[i]);                                                          \
  }
#define WRITE(name, image_type, vector)                                                          \
  kernel void name(write_only image_type image, global const vector *at, global const float4 *in) { \
    const int i = get_global_id(0);                                                              \
    write_imagef(image, at[i], in[i]);                                                           \
  }

SAMPLE(sample_1d_edge, image1d_t, float, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_NEAREST)
SAMPLE(sample_1d_border, image1d_t, float, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST)
SAMPLE(sample_1d_linear, image1d_t, float, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_LINEAR)
READ(read_1d, image1d_t, int)
SAMPLE(border_1d, image1d_t, int, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST)
WRITE(write_1d, image1d_t, int)
SAMPLE(sample_1d_array_edge, image1d_array_t, float2, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_NEAREST)
SAMPLE(sample_1d_array_border, image1d_array_t, float2, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST)
SAMPLE(sample_1d_array_linear, image1d_array_t, float2, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_LINEAR)
SAMPLE(sample_1d_array_linear_border, image1d_array_t, float2, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP | CLK_FILTER_LINEAR)
SAMPLE(sample_1d_array_repeat, image1d_array_t, float2, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_REPEAT | CLK_FILTER_NEAREST)
SAMPLE(sample_1d_array_linear_mirror, image1d_array_t, float2, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_MIRRORED_REPEAT | CLK_FILTER_LINEAR)
READ(read_1d_array, image1d_array_t, int2)
SAMPLE(border_1d_array, image1d_array_t, int2, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST)
WRITE(write_1d_array, image1d_array_t, int2)
SAMPLE(sample_2d_array_edge, image2d_array_t, float4, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_NEAREST)
SAMPLE(sample_2d_array_border, image2d_array_t, float4, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST)
SAMPLE(sample_2d_array_linear, image2d_array_t, float4, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_LINEAR)
SAMPLE(sample_2d_array_linear_border, image2d_array_t, float4, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP | CLK_FILTER_LINEAR)
SAMPLE(sample_2d_array_repeat, image2d_array_t, float4, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_REPEAT | CLK_FILTER_NEAREST)
SAMPLE(sample_2d_array_linear_mirror, image2d_array_t, float4, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_MIRRORED_REPEAT | CLK_FILTER_LINEAR)
READ(read_2d_array, image2d_array_t, int4)
SAMPLE(border_2d_array, image2d_array_t, int4, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST)
WRITE(write_2d_array, image2d_array_t, int4)
SAMPLE(sample_3d_edge, image3d_t, float4, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_NEAREST)
SAMPLE(sample_3d_border, image3d_t, float4, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST)
SAMPLE(sample_3d_linear, image3d_t, float4, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_LINEAR)
SAMPLE(sample_3d_linear_border, image3d_t, float4, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP | CLK_FILTER_LINEAR)
SAMPLE(sample_3d_repeat, image3d_t, float4, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_REPEAT | CLK_FILTER_NEAREST)
SAMPLE(sample_3d_linear_mirror, image3d_t, float4, CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_MIRRORED_REPEAT | CLK_FILTER_LINEAR)
READ(read_3d, image3d_t, int4)
SAMPLE(border_3d, image3d_t, int4, CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST)
WRITE(write_3d, image3d_t, int4)
READ(read_1d_buffer, image1d_buffer_t, int)
WRITE(write_1d_buffer, image1d_buffer_t, int)
