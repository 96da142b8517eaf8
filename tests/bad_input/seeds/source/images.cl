//! -cl-std=CL3.0 json
constant sampler_t nearest = CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST;
kernel void copy(read_only image2d_t from, write_only image3d_t to, read_write image1d_buffer_t both, sampler_t s) {
  int2 at = (int2)(get_global_id(0), get_global_id(1));
  write_imagef(to, (int4)(at, 0, 0), read_imagef(from, nearest, at) + read_imagef(from, s, (float2)(0.5f)));
  write_imagei(both, at.x, read_imagei(both, at.y));
}
kernel void atomics(global atomic_int *a, volatile local uint *b, global ulong *c) {
  atomic_fetch_add_explicit(a, 1, memory_order_relaxed, memory_scope_device);
  int expected = 0;
  atomic_compare_exchange_strong(a, &expected, 7);
  atomic_inc(b);
  *c = sub_group_reduce_add((uint)*c) + work_group_scan_inclusive_max(*b);
}
