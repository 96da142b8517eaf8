// What texels become when they are read, and values when they are written: every kind of element, without samplers.

/*!
[config]
name: elements of 2D images
clc_version_min: 12
need_image_support: true
dimensions: 2
global_size: 2 2 1

[test]
name: read float from FLOAT
kernel_name: read_float
arg_in: 0 image float4 0 0.5 -1 2  1e10 -1e-10 3.25 65504  -0.125 1 inf -inf  8 9 10 11 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_out: 1 buffer float4[4] 0 0.5 -1 2  1e10 -1e-10 3.25 65504  -0.125 1 inf -inf  8 9 10 11

[test]
name: read float from HALF_FLOAT
kernel_name: read_float
arg_in: 0 image half4 0 0.5 -1 2  65504 -0.25 3.25 6.103515625e-05  -0.125 1 0 0.0009765625  8 9 10 11 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type HALF_FLOAT
arg_out: 1 buffer float4[4] 0 0.5 -1 2  65504 -0.25 3.25 6.103515625e-05  -0.125 1 0 0.0009765625  8 9 10 11

[test]
name: read float from UNORM_INT8
kernel_name: read_float
arg_in: 0 image uchar4 0 255 51 102  1 2 3 4  128 127 254 253  5 10 15 20 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type UNORM_INT8
arg_out: 1 buffer float4[4] 0 1 0.2 0.4  0.00392156862745098 0.00784313725490196 0.011764705882352941 0.01568627450980392 \
         0.5019607843137255 0.4980392156862745 0.996078431372549 0.9921568627450981 \
         0.0196078431372549 0.0392156862745098 0.058823529411764705 0.0784313725490196 tolerance 2 ulp

[test]
name: read float from SNORM_INT8
kernel_name: read_float
arg_in: 0 image char4 0 127 -127 -128  1 2 3 4  -1 -2 -3 -4  5 10 15 20 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type SNORM_INT8
arg_out: 1 buffer float4[4] 0 1 -1 -1  0.007874015748031496 0.015748031496062992 0.023622047244094488 0.031496062992125984 \
         -0.007874015748031496 -0.015748031496062992 -0.023622047244094488 -0.031496062992125984 \
         0.03937007874015748 0.07874015748031496 0.11811023622047244 0.15748031496062992 tolerance 2 ulp

[test]
name: read float from UNORM_INT16
kernel_name: read_float
arg_in: 0 image ushort4 0 65535 13107 26214  1 2 3 4  0 0 0 0  5 10 15 20 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type UNORM_INT16
arg_out: 1 buffer float4[4] 0 1 0.2 0.4  1.5259021896696422e-05 3.0518043793392844e-05 4.577706569008927e-05 6.103608758678569e-05 \
         0 0 0 0  7.629510948348211e-05 0.00015259021896696422 0.0002288853284504463 0.00030518043793392844 tolerance 2 ulp

[test]
name: read int from SIGNED_INT8
kernel_name: read_int
arg_in: 0 image char4 0 127 -127 -128  1 2 3 4  -1 -2 -3 -4  5 10 15 20 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type SIGNED_INT8
arg_out: 1 buffer int4[4] 0 127 -127 -128  1 2 3 4  -1 -2 -3 -4  5 10 15 20

[test]
name: read int from SIGNED_INT16
kernel_name: read_int
arg_in: 0 image short4 0 32767 -32767 -32768  1 2 3 4  -1 -2 -3 -4  5 10 15 20 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type SIGNED_INT16
arg_out: 1 buffer int4[4] 0 32767 -32767 -32768  1 2 3 4  -1 -2 -3 -4  5 10 15 20

[test]
name: read int from SIGNED_INT32
kernel_name: read_int
arg_in: 0 image int4 0 2147483647 -1 -2147483648  1 2 3 4  -1 -2 -3 -4  5 10 15 20 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type SIGNED_INT32
arg_out: 1 buffer int4[4] 0 2147483647 -1 -2147483648  1 2 3 4  -1 -2 -3 -4  5 10 15 20

[test]
name: read uint from UNSIGNED_INT8
kernel_name: read_uint
arg_in: 0 image uchar4 0 127 128 255  1 2 3 4  250 251 252 253  5 10 15 20 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type UNSIGNED_INT8
arg_out: 1 buffer uint4[4] 0 127 128 255  1 2 3 4  250 251 252 253  5 10 15 20

[test]
name: read uint from UNSIGNED_INT16
kernel_name: read_uint
arg_in: 0 image ushort4 0 127 128 65535  1 2 3 4  250 251 252 253  5 10 15 20 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type UNSIGNED_INT16
arg_out: 1 buffer uint4[4] 0 127 128 65535  1 2 3 4  250 251 252 253  5 10 15 20

[test]
name: read uint from UNSIGNED_INT32
kernel_name: read_uint
arg_in: 0 image uint4 0 127 128 4294967295  1 2 3 4  250 251 252 253  5 10 15 20 \
        image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type UNSIGNED_INT32
arg_out: 1 buffer uint4[4] 0 127 128 4294967295  1 2 3 4  250 251 252 253  5 10 15 20

[test]
name: write float to FLOAT
kernel_name: write_float
arg_out: 0 image float4 0 0.5 -1 2  1e10 -1e-10 3.25 65504  -0.125 1 inf -inf  8 9 10 11 \
         image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type FLOAT
arg_in: 1 buffer float4[4] 0 0.5 -1 2  1e10 -1e-10 3.25 65504  -0.125 1 inf -inf  8 9 10 11

[test]
name: write float to HALF_FLOAT
kernel_name: write_float
arg_out: 0 image half4 0 0.5 -1 2  65504 -0.25 3.25 6.103515625e-05  -0.125 1 0 0.0009765625  8 9 10 11 \
         image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type HALF_FLOAT
arg_in: 1 buffer float4[4] 0 0.5 -1 2  65504 -0.25 3.25 6.103515625e-05  -0.125 1 0 0.0009765625  8 9 10 11

[test]
name: write float to UNORM_INT8
kernel_name: write_float
arg_out: 0 image uchar4 0 255 51 102  1 2 3 4  0 255 128 64  0 255 255 0 \
         image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type UNORM_INT8
arg_in: 1 buffer float4[4] 0 1 0.2 0.4  0.00392156862745098 0.00784313725490196 0.011764705882352941 0.01568627450980392 \
        -0.5 1.5 0.503 0.2505  -1e30 1e30 inf -inf

[test]
name: write float to SNORM_INT8
kernel_name: write_float
arg_out: 0 image char4 0 127 -127 64  25 -25 127 -127  1 -1 2 -2  0 0 0 0 \
         image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type SNORM_INT8
arg_in: 1 buffer float4[4] 0 1 -1 0.503  0.2 -0.2 5 -0.9999  0.0079 -0.0079 0.0158 -0.0158  0.001 -0.001 0 0

[test]
name: write int to SIGNED_INT8
kernel_name: write_int
arg_out: 0 image char4 0 127 -127 -128  127 -128 127 -128  -1 -2 -3 -4  5 10 15 20 \
         image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type SIGNED_INT8
arg_in: 1 buffer int4[4] 0 127 -127 -128  128 -129 2147483647 -2147483648  -1 -2 -3 -4  5 10 15 20

[test]
name: write int to SIGNED_INT16
kernel_name: write_int
arg_out: 0 image short4 0 32767 -32767 -32768  32767 -32768 32767 -32768  -1 -2 -3 -4  128 -129 15 20 \
         image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type SIGNED_INT16
arg_in: 1 buffer int4[4] 0 32767 -32767 -32768  32768 -32769 2147483647 -2147483648  -1 -2 -3 -4  128 -129 15 20

[test]
name: write int to SIGNED_INT32
kernel_name: write_int
arg_out: 0 image int4 0 32767 -32767 -32768  32768 -32769 2147483647 -2147483648  -1 -2 -3 -4  128 -129 15 20 \
         image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type SIGNED_INT32
arg_in: 1 buffer int4[4] 0 32767 -32767 -32768  32768 -32769 2147483647 -2147483648  -1 -2 -3 -4  128 -129 15 20

[test]
name: write uint to UNSIGNED_INT8
kernel_name: write_uint
arg_out: 0 image uchar4 0 127 128 255  255 255 255 255  1 2 3 4  5 10 15 20 \
         image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type UNSIGNED_INT8
arg_in: 1 buffer uint4[4] 0 127 128 255  256 65535 65536 4294967295  1 2 3 4  5 10 15 20

[test]
name: write uint to UNSIGNED_INT16
kernel_name: write_uint
arg_out: 0 image ushort4 0 127 128 255  256 65535 65535 65535  1 2 3 4  5 10 15 20 \
         image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type UNSIGNED_INT16
arg_in: 1 buffer uint4[4] 0 127 128 255  256 65535 65536 4294967295  1 2 3 4  5 10 15 20

[test]
name: write uint to UNSIGNED_INT32
kernel_name: write_uint
arg_out: 0 image uint4 0 127 128 255  256 65535 65536 4294967295  1 2 3 4  5 10 15 20 \
         image_type 2d image_width 2 image_height 2 image_channel_order RGBA image_channel_data_type UNSIGNED_INT32
arg_in: 1 buffer uint4[4] 0 127 128 255  256 65535 65536 4294967295  1 2 3 4  5 10 15 20
!*/

int2 here() { return (int2)(get_global_id(0), get_global_id(1)); }
int index() { return get_global_id(1) * 2 + get_global_id(0); }

kernel void read_float(read_only image2d_t image, global float4 *out) { out[index()] = read_imagef(image, here()); }
kernel void read_int(read_only image2d_t image, global int4 *out) { out[index()] = read_imagei(image, here()); }
kernel void read_uint(read_only image2d_t image, global uint4 *out) { out[index()] = read_imageui(image, here()); }
kernel void write_float(write_only image2d_t image, global const float4 *in) { write_imagef(image, here(), in[index()]); }
kernel void write_int(write_only image2d_t image, global const int4 *in) { write_imagei(image, here(), in[index()]); }
kernel void write_uint(write_only image2d_t image, global const uint4 *in) { write_imageui(image, here(), in[index()]); }
