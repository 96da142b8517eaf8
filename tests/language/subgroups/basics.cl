// Sub-groups of whatever size the device has: each kernel checks a builtin against what the size and the place of the
// work-item imply, and stores 1 where it holds.

/*!
[config]
name: subgroup basics
clc_version_min: 30
build_options: -cl-std=CL3.0
dimensions: 1

[test]
name: places
kernel_name: places
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: votes
kernel_name: votes
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: sums
kernel_name: sums
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: extremes
kernel_name: extremes
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: broadcasts
kernel_name: broadcasts
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1
!*/

#pragma OPENCL EXTENSION cl_khr_fp16 : enable

kernel void places(global int* out) {
  uint size = get_sub_group_size(), lane = get_sub_group_local_id();
  int good = size >= 1 && size <= get_max_sub_group_size() && lane < size;
  good &= get_sub_group_id() < get_num_sub_groups();
  sub_group_barrier(CLK_LOCAL_MEM_FENCE);
  out[get_global_id(0)] = good && sub_group_reduce_add(1u) == size;
}

kernel void votes(global int* out) {
  uint lane = get_sub_group_local_id();
  int good = sub_group_all(1) && !sub_group_any(0) && sub_group_any(lane == 0);
  good &= sub_group_all(lane == 0) == (get_sub_group_size() == 1);
  out[get_global_id(0)] = good != 0;
}

kernel void sums(global int* out) {
  uint n = get_sub_group_size(), lane = get_sub_group_local_id();
  int good = sub_group_reduce_add(lane) == n * (n - 1) / 2;
  good &= sub_group_scan_exclusive_add((long)lane) == (long)lane * ((long)lane - 1) / 2;
  good &= sub_group_scan_inclusive_add((float)lane) == (float)(lane * (lane + 1) / 2);
  good &= sub_group_scan_inclusive_add((half)1) == (half)(lane + 1);
  good &= sub_group_reduce_add(0.5) == 0.5 * n;
  out[get_global_id(0)] = good;
}

kernel void extremes(global int* out) {
  uint n = get_sub_group_size(), lane = get_sub_group_local_id();
  int good = sub_group_reduce_min(-(int)lane) == -(int)(n - 1);
  good &= sub_group_reduce_max((ulong)lane << 40) == (ulong)(n - 1) << 40;
  good &= sub_group_scan_inclusive_max((int)(n - lane)) == (int)n;
  good &= sub_group_scan_exclusive_min((float)lane) == (lane ? 0.0f : INFINITY);
  good &= sub_group_scan_exclusive_max((int)lane) == (lane ? (int)lane - 1 : INT_MIN);
  out[get_global_id(0)] = good;
}

kernel void broadcasts(global int* out) {
  uint n = get_sub_group_size(), lane = get_sub_group_local_id();
  int good = sub_group_broadcast(lane * 3, n - 1) == (n - 1) * 3;
  good &= sub_group_broadcast((double)lane, 0) == 0.0;
  good &= sub_group_broadcast((long)lane << 33, n - 1) == (long)(n - 1) << 33;
  out[get_global_id(0)] = good;
}
