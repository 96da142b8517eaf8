// RUN: targets=spvasm,comp,metal,hlsl
// A linear filter with normalized coordinates: four texels with weights, repeated at the edges.
kernel void shrink(read_only image2d_t from, write_only image2d_t to) {
  const sampler_t between = CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_REPEAT | CLK_FILTER_LINEAR;
  const int2 at = (int2)(get_global_id(0), get_global_id(1));
  const float2 place = (convert_float2(at) + 0.5f) / convert_float2(get_image_dim(to));
  write_imagef(to, at, read_imagef(from, between, place));
}
