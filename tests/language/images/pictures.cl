// Pictures in files: read, changed, compared.

/*!
[config]
name: pictures
clc_version_min: 12
need_image_support: true
dimensions: 2
global_size: 16 8 1

[test]
name: mirror and invert
kernel_name: mirror
arg_in: 0 image uchar4 file gradient.png image_type 2d image_width 16 image_height 8 image_channel_order RGBA \
        image_channel_data_type UNORM_INT8
arg_out: 1 image uchar4 file mirrored.png image_type 2d image_width 16 image_height 8 image_channel_order RGBA \
         image_channel_data_type UNORM_INT8

[test]
name: as numbers
kernel_name: mirror_numbers
arg_in: 0 image uchar4 file gradient.png image_type 2d image_width 16 image_height 8 image_channel_order RGBA \
        image_channel_data_type UNSIGNED_INT8
arg_out: 1 image uchar4 file mirrored.png image_type 2d image_width 16 image_height 8 image_channel_order RGBA \
         image_channel_data_type UNSIGNED_INT8
!*/

constant sampler_t mirrored = CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_MIRRORED_REPEAT | CLK_FILTER_NEAREST;

kernel void mirror(read_only image2d_t from, write_only image2d_t to) {
  const int2 at = (int2)(get_global_id(0), get_global_id(1));
  // Beyond the right edge the picture goes on mirrored.
  const float2 place = (convert_float2(at) + 0.5f) / convert_float2(get_image_dim(from)) + (float2)(1, 0);
  const float4 color = read_imagef(from, mirrored, place);
  write_imagef(to, at, (float4)(1 - color.xyz, color.w));
}

kernel void mirror_numbers(read_only image2d_t from, write_only image2d_t to) {
  const int2 at = (int2)(get_global_id(0), get_global_id(1));
  const uint4 color = read_imageui(from, (int2)(get_image_width(from) - 1 - at.x, at.y));
  write_imageui(to, at, (uint4)(255 - color.xyz, color.w));
}
