// RUN: targets=metal,hlsl,json
// An argument sampler: its bits are a value, and the channel order of the image comes with the values for the border's alpha.
kernel void fetch(read_only image1d_t from, sampler_t sampler, global const int *at, global uint4 *out) {
  const int i = get_global_id(0);
  out[i] = read_imageui(from, sampler, at[i]);
}

kernel void put(write_only image2d_array_t to, global const int4 *from) {
  const int x = get_global_id(0);
  write_imagei(to, (int4)(x, 0, 1, 0), from[x]);
}
