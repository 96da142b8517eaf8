// RUN: targets=errors --target=vulkan1.1
kernel void clear(write_only image2d_t image) {
  write_imagef(image, (int2)(get_global_id(0), get_global_id(1)), (float4)(0.0f));
}
