// Channel orders: what a read gives for channels that the image does not have, and the border colour.

/*!
[config]
name: channel orders
clc_version_min: 12
need_image_support: true
dimensions: 1
global_size: 3 1 1
# Texels 0 and 1, and the border at 2.

[test]
name: R
kernel_name: read_float
arg_in: 0 image float 0.5 2 image_type 2d image_width 2 image_height 1 image_channel_order R image_channel_data_type FLOAT
arg_out: 1 buffer float4[3] 0.5 0 0 1  2 0 0 1  0 0 0 1

[test]
name: RG
kernel_name: read_float
arg_in: 0 image float2 0.5 2 3 4 image_type 2d image_width 2 image_height 1 image_channel_order RG \
        image_channel_data_type FLOAT
arg_out: 1 buffer float4[3] 0.5 2 0 1  3 4 0 1  0 0 0 1

[test]
name: RGBA
kernel_name: read_float
arg_in: 0 image float4 0.5 2 3 4 5 6 7 8 image_type 2d image_width 2 image_height 1 image_channel_order RGBA \
        image_channel_data_type FLOAT
arg_out: 1 buffer float4[3] 0.5 2 3 4  5 6 7 8  0 0 0 0

[test]
name: A
kernel_name: read_float
arg_in: 0 image float 0.5 2 image_type 2d image_width 2 image_height 1 image_channel_order A image_channel_data_type FLOAT
arg_out: 1 buffer float4[3] 0 0 0 0.5  0 0 0 2  0 0 0 0

[test]
name: RA
kernel_name: read_float
arg_in: 0 image float2 0.5 2 3 4 image_type 2d image_width 2 image_height 1 image_channel_order RA \
        image_channel_data_type FLOAT
arg_out: 1 buffer float4[3] 0.5 0 0 2  3 0 0 4  0 0 0 0

[test]
name: INTENSITY
kernel_name: read_float
arg_in: 0 image float 0.5 2 image_type 2d image_width 2 image_height 1 image_channel_order INTENSITY \
        image_channel_data_type FLOAT
arg_out: 1 buffer float4[3] 0.5 0.5 0.5 0.5  2 2 2 2  0 0 0 0

[test]
name: LUMINANCE
kernel_name: read_float
arg_in: 0 image float 0.5 2 image_type 2d image_width 2 image_height 1 image_channel_order LUMINANCE \
        image_channel_data_type FLOAT
arg_out: 1 buffer float4[3] 0.5 0.5 0.5 1  2 2 2 1  0 0 0 1

[test]
name: BGRA
kernel_name: read_float
arg_in: 0 image uchar4 0 255 51 255  255 0 0 51 image_type 2d image_width 2 image_height 1 image_channel_order BGRA \
        image_channel_data_type UNORM_INT8
arg_out: 1 buffer float4[3] 0.2 1 0 1  0 0 1 0.2  0 0 0 0 tolerance 2 ulp

[test]
name: ARGB
kernel_name: read_float
arg_in: 0 image uchar4 0 255 51 255  255 0 0 51 image_type 2d image_width 2 image_height 1 image_channel_order ARGB \
        image_channel_data_type UNORM_INT8
arg_out: 1 buffer float4[3] 1 0.2 1 0  0 0 0.2 1  0 0 0 0 tolerance 2 ulp

[test]
name: R of integers
kernel_name: read_int
arg_in: 0 image char -5 7 image_type 2d image_width 2 image_height 1 image_channel_order R \
        image_channel_data_type SIGNED_INT8
arg_out: 1 buffer int4[3] -5 0 0 1  7 0 0 1  0 0 0 1

[test]
name: RG of unsigned integers
kernel_name: read_uint
arg_in: 0 image ushort2 5 7 9 65535 image_type 2d image_width 2 image_height 1 image_channel_order RG \
        image_channel_data_type UNSIGNED_INT16
arg_out: 1 buffer uint4[3] 5 7 0 1  9 65535 0 1  0 0 0 1

[test]
name: write R
kernel_name: write_float
arg_out: 0 image float 1 2 3 image_type 2d image_width 3 image_height 1 image_channel_order R image_channel_data_type FLOAT

[test]
name: write RG
kernel_name: write_float
arg_out: 0 image half2 1 10 2 20 3 30 image_type 2d image_width 3 image_height 1 image_channel_order RG \
         image_channel_data_type HALF_FLOAT

[test]
name: write BGRA
kernel_name: write_color
arg_out: 0 image uchar4 51 102 255 0  51 102 255 0  51 102 255 0 image_type 2d image_width 3 image_height 1 \
         image_channel_order BGRA image_channel_data_type UNORM_INT8
!*/

constant sampler_t border = CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST;

kernel void read_float(read_only image2d_t image, global float4 *out) {
  const int x = get_global_id(0);
  out[x] = read_imagef(image, border, (int2)(x, 0));
}

kernel void read_int(read_only image2d_t image, global int4 *out) {
  const int x = get_global_id(0);
  out[x] = read_imagei(image, border, (int2)(x, 0));
}

kernel void read_uint(read_only image2d_t image, global uint4 *out) {
  const int x = get_global_id(0);
  out[x] = read_imageui(image, border, (float2)(x + 0.5f, 0.5f));
}

kernel void write_float(write_only image2d_t image) {
  const int x = get_global_id(0);
  write_imagef(image, (int2)(x, 0), (float4)(x + 1, 10 * (x + 1), 100, 1000));
}

kernel void write_color(write_only image2d_t image) {
  write_imagef(image, (int2)(get_global_id(0), 0), (float4)(1, 0.4f, 0.2f, 0));
}
