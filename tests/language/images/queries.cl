// What kernels may ask of an image, of every dimension and access.

/*!
[config]
name: image queries
clc_version_min: 12
need_image_support: true
dimensions: 1

[test]
name: 1d
kernel_name: query_1d
arg_in: 0 image float4 repeat 0 image_type 1d image_width 7 image_channel_order RGBA image_channel_data_type FLOAT
arg_out: 1 buffer int[3] 7 4277 4318

[test]
name: 1d buffer
kernel_name: query_1d_buffer
arg_in: 0 image ushort repeat 0 image_type 1d_buffer image_width 9 image_channel_order R image_channel_data_type UNSIGNED_INT16
arg_out: 1 buffer int[3] 9 4272 4315

[test]
name: 1d array
kernel_name: query_1d_array
arg_in: 0 image half2 repeat 0 image_type 1d_array image_width 7 image_array_size 3 image_channel_order RG \
        image_channel_data_type HALF_FLOAT
arg_out: 1 buffer int[4] 7 3 4274 4317

[test]
name: 2d
kernel_name: query_2d
arg_in: 0 image uchar4 repeat 0 image_type 2d image_width 7 image_height 5 image_channel_order BGRA \
        image_channel_data_type UNORM_INT8
arg_out: 1 buffer int[6] 7 5 7 5 4278 4306

[test]
name: 2d array
kernel_name: query_2d_array
arg_in: 0 image char4 repeat 0 image_type 2d_array image_width 7 image_height 5 image_array_size 2 \
        image_channel_order RGBA image_channel_data_type SIGNED_INT8
arg_out: 1 buffer int[7] 7 5 7 5 2 4277 4311

[test]
name: 3d
kernel_name: query_3d
arg_in: 0 image short repeat 0 image_type 3d image_width 7 image_height 5 image_depth 3 \
        image_channel_order R image_channel_data_type SNORM_INT16
arg_out: 1 buffer int[9] 7 5 3 7 5 3 0 4272 4305

[test]
name: write only
kernel_name: query_written
arg_out: 0 image uint repeat 5 image_type 2d image_width 3 image_height 2 image_channel_order R \
         image_channel_data_type UNSIGNED_INT32
arg_out: 1 buffer int[4] 3 2 4272 4316

[test]
name: two images
kernel_name: query_two
arg_in: 0 image uchar4 repeat 0 image_type 2d image_width 7 image_height 5 image_channel_order RGBA \
        image_channel_data_type UNORM_INT8
arg_in: 1 image float repeat 0 image_type 2d image_width 2 image_height 3 image_channel_order R image_channel_data_type FLOAT
arg_in: 2 int 100
arg_out: 3 buffer int[4] 107 103 4277 4318
!*/

kernel void query_1d(read_only image1d_t image, global int *out) {
  out[0] = get_image_width(image);
  out[1] = get_image_channel_order(image);
  out[2] = get_image_channel_data_type(image);
}

kernel void query_1d_buffer(read_only image1d_buffer_t image, global int *out) {
  out[0] = get_image_width(image);
  out[1] = get_image_channel_order(image);
  out[2] = get_image_channel_data_type(image);
}

kernel void query_1d_array(read_only image1d_array_t image, global int *out) {
  out[0] = get_image_width(image);
  out[1] = get_image_array_size(image);
  out[2] = get_image_channel_order(image);
  out[3] = get_image_channel_data_type(image);
}

kernel void query_2d(read_only image2d_t image, global int *out) {
  out[0] = get_image_width(image);
  out[1] = get_image_height(image);
  out[2] = get_image_dim(image).x;
  out[3] = get_image_dim(image).y;
  out[4] = get_image_channel_order(image);
  out[5] = get_image_channel_data_type(image);
}

kernel void query_2d_array(read_only image2d_array_t image, global int *out) {
  out[0] = get_image_width(image);
  out[1] = get_image_height(image);
  vstore2(get_image_dim(image), 1, out);
  out[4] = get_image_array_size(image);
  out[5] = get_image_channel_order(image);
  out[6] = get_image_channel_data_type(image);
}

kernel void query_3d(read_only image3d_t image, global int *out) {
  out[0] = get_image_width(image);
  out[1] = get_image_height(image);
  out[2] = get_image_depth(image);
  const int4 size = get_image_dim(image);
  out[3] = size.x;
  out[4] = size.y;
  out[5] = size.z;
  out[6] = size.w;
  out[7] = get_image_channel_order(image);
  out[8] = get_image_channel_data_type(image);
}

kernel void query_written(write_only image2d_t image, global int *out) {
  for (int y = 0; y < get_image_height(image); ++y)
    for (int x = 0; x < get_image_width(image); ++x) write_imageui(image, (int2)(x, y), (uint4)(5));
  out[0] = get_image_width(image);
  out[1] = get_image_height(image);
  out[2] = get_image_channel_order(image);
  out[3] = get_image_channel_data_type(image);
}

kernel void query_two(read_only image2d_t first, read_only image2d_t second, int more, global int *out) {
  out[0] = get_image_width(first) + more;
  out[1] = get_image_height(second) + more;
  out[2] = get_image_channel_order(first);
  out[3] = get_image_channel_data_type(second);
}
