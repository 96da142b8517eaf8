// RUN: targets=spvasm,comp,metal,hlsl,json
// Two literal samplers, a query, a write: nothing but clamps, fetches and sizes is left.
constant sampler_t edge = CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_NEAREST;

kernel void sharpen(read_only image2d_t from, write_only image2d_t to, float amount) {
  const int2 at = (int2)(get_global_id(0), get_global_id(1));
  if (at.x >= get_image_width(to)) return;
  const float4 center = read_imagef(from, at);
  const float4 left = read_imagef(from, edge, (int2)(at.x - 1, at.y));
  const float4 right = read_imagef(from, edge, (int2)(at.x + 1, at.y));
  write_imagef(to, at, center + amount * (center - 0.5f * (left + right)));
}
