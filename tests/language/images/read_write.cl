// Images that a kernel reads and writes.

/*!
[config]
name: read_write images
clc_version_min: 20
build_options: -cl-std=CL2.0
need_image_support: true
dimensions: 1
global_size: 4 1 1

[test]
name: increment float
kernel_name: increment_float
arg_in: 0 image float4 1 2 3 4  5 6 7 8  9 10 11 12  13 14 15 16 image_type 2d image_width 4 image_height 1 \
        image_channel_order RGBA image_channel_data_type FLOAT
arg_out: 0 image float4 2 3 4 5  6 7 8 9  10 11 12 13  14 15 16 17 image_type 2d image_width 4 image_height 1 \
         image_channel_order RGBA image_channel_data_type FLOAT

[test]
name: increment uint
kernel_name: increment_uint
arg_in: 0 image uchar4 1 2 3 4  5 6 7 8  9 10 11 12  13 14 15 255 image_type 1d image_width 4 \
        image_channel_order RGBA image_channel_data_type UNSIGNED_INT8
arg_out: 0 image uchar4 2 3 4 5  6 7 8 9  10 11 12 13  14 15 16 255 image_type 1d image_width 4 \
         image_channel_order RGBA image_channel_data_type UNSIGNED_INT8

[test]
name: increment int
kernel_name: increment_int
arg_in: 0 image short4 1 2 3 4  5 6 7 8  9 10 11 12  -13 -1 0 32767 image_type 3d image_width 2 image_height 1 \
        image_depth 2 image_channel_order RGBA image_channel_data_type SIGNED_INT16
arg_out: 0 image short4 2 3 4 5  6 7 8 9  10 11 12 13  -12 0 1 32767 image_type 3d image_width 2 image_height 1 \
         image_depth 2 image_channel_order RGBA image_channel_data_type SIGNED_INT16

[test]
name: increment buffer
kernel_name: increment_buffer
arg_in: 0 image uint4 1 2 3 4  5 6 7 8  9 10 11 12  13 14 15 255 image_type 1d_buffer image_width 4 \
        image_channel_order RGBA image_channel_data_type UNSIGNED_INT32
arg_out: 0 image uint4 2 3 4 5  6 7 8 9  10 11 12 13  14 15 16 256 image_type 1d_buffer image_width 4 \
         image_channel_order RGBA image_channel_data_type UNSIGNED_INT32

[test]
name: fence
kernel_name: fenced
local_size: 4 1 1
arg_in: 0 image uint 1 2 3 4 image_type 2d image_width 4 image_height 1 image_channel_order R \
        image_channel_data_type UNSIGNED_INT32
arg_out: 0 image uint 12 13 14 11 image_type 2d image_width 4 image_height 1 image_channel_order R \
         image_channel_data_type UNSIGNED_INT32

[test]
name: size
kernel_name: size
global_size: 1 1 1
arg_in: 0 image uint repeat 1 image_type 2d_array image_width 4 image_height 3 image_array_size 2 \
        image_channel_order R image_channel_data_type UNSIGNED_INT32
arg_out: 1 buffer int[3] 4 3 2
!*/

kernel void increment_float(read_write image2d_t image) {
  const int2 at = (int2)(get_global_id(0), 0);
  write_imagef(image, at, read_imagef(image, at) + 1);
}

kernel void increment_uint(read_write image1d_t image) {
  const int at = get_global_id(0);
  write_imageui(image, at, read_imageui(image, at) + 1);
}

kernel void increment_int(read_write image3d_t image) {
  const int4 at = (int4)(get_global_id(0) % 2, 0, get_global_id(0) / 2, 0);
  write_imagei(image, at, read_imagei(image, at) + 1);
}

kernel void increment_buffer(read_write image1d_buffer_t image) {
  const int at = get_global_id(0);
  write_imageui(image, at, read_imageui(image, at) + 1);
}

kernel void fenced(read_write image2d_t image) {
  const int x = get_local_id(0);
  write_imageui(image, (int2)(x, 0), read_imageui(image, (int2)(x, 0)) + 10);
  work_group_barrier(CLK_IMAGE_MEM_FENCE);
  const uint4 next = read_imageui(image, (int2)((x + 1) % 4, 0));
  work_group_barrier(CLK_IMAGE_MEM_FENCE);
  write_imageui(image, (int2)(x, 0), next);
}

kernel void size(read_write image2d_array_t image, global int *out) {
  out[0] = get_image_width(image);
  out[1] = get_image_height(image);
  out[2] = get_image_array_size(image);
}
