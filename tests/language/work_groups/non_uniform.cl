// Ranges that the size of the work-groups does not divide: the last groups are smaller.

/*!
[config]
name: non-uniform work-groups
clc_version_min: 20
build_options: -cl-std=CL2.0

[test]
name: one dimension
kernel_name: places
dimensions: 1
global_size: 11 1 1
local_size: 4 1 1
arg_out: 0 buffer int[66] 4 1 1 0 0 6 4 1 1 1 1 6 4 1 1 2 2 6 4 1 1 3 3 6 4 1 1 0 4 6 4 1 1 1 5 6 4 1 1 2 6 6 4 1 1 3 \
          7 6 3 1 1 0 8 3 3 1 1 1 9 3 3 1 1 2 10 3
arg_out: 1 buffer int[6] 4 1 1 3 1 1

[test]
name: two dimensions
kernel_name: places
dimensions: 2
global_size: 7 5 1
local_size: 4 2 1
arg_out: 0 buffer int[210] 4 2 1 0 0 28 4 2 1 1 1 28 4 2 1 2 2 28 4 2 1 3 3 28 3 2 1 0 4 15 3 2 1 1 5 15 3 2 1 2 6 15 \
          4 2 1 4 7 28 4 2 1 5 8 28 4 2 1 6 9 28 4 2 1 7 10 28 3 2 1 3 11 15 3 2 1 4 12 15 3 2 1 5 13 15 4 2 1 0 14 \
          28 4 2 1 1 15 28 4 2 1 2 16 28 4 2 1 3 17 28 3 2 1 0 18 15 3 2 1 1 19 15 3 2 1 2 20 15 4 2 1 4 21 28 4 2 1 \
          5 22 28 4 2 1 6 23 28 4 2 1 7 24 28 3 2 1 3 25 15 3 2 1 4 26 15 3 2 1 5 27 15 4 1 1 0 28 6 4 1 1 1 29 6 4 1 \
          1 2 30 6 4 1 1 3 31 6 3 1 1 0 32 3 3 1 1 1 33 3 3 1 1 2 34 3
arg_out: 1 buffer int[6] 4 2 1 2 3 1

[test]
name: three dimensions
kernel_name: places
dimensions: 3
global_size: 5 3 3
local_size: 2 2 2
arg_out: 0 buffer int[270] 2 2 2 0 0 28 2 2 2 1 1 28 2 2 2 0 2 28 2 2 2 1 3 28 1 2 2 0 4 6 2 2 2 2 5 28 2 2 2 3 6 28 \
          2 2 2 2 7 28 2 2 2 3 8 28 1 2 2 1 9 6 2 1 2 0 10 6 2 1 2 1 11 6 2 1 2 0 12 6 2 1 2 1 13 6 1 1 2 0 14 1 2 2 \
          2 4 15 28 2 2 2 5 16 28 2 2 2 4 17 28 2 2 2 5 18 28 1 2 2 2 19 6 2 2 2 6 20 28 2 2 2 7 21 28 2 2 2 6 22 28 \
          2 2 2 7 23 28 1 2 2 3 24 6 2 1 2 2 25 6 2 1 2 3 26 6 2 1 2 2 27 6 2 1 2 3 28 6 1 1 2 1 29 1 2 2 1 0 30 6 2 \
          2 1 1 31 6 2 2 1 0 32 6 2 2 1 1 33 6 1 2 1 0 34 1 2 2 1 2 35 6 2 2 1 3 36 6 2 2 1 2 37 6 2 2 1 3 38 6 1 2 1 \
          1 39 1 2 1 1 0 40 1 2 1 1 1 41 1 2 1 1 0 42 1 2 1 1 1 43 1 1 1 1 0 44 0
arg_out: 1 buffer int[6] 2 2 2 3 2 2

[test]
name: a group larger than the range
kernel_name: places
dimensions: 1
global_size: 3 1 1
local_size: 8 1 1
arg_out: 0 buffer int[18] 3 1 1 0 0 3 3 1 1 1 1 3 3 1 1 2 2 3
arg_out: 1 buffer int[6] 8 1 1 1 1 1

[test]
name: uniform in one of two dimensions
kernel_name: places
dimensions: 2
global_size: 8 3 1
local_size: 4 2 1
arg_out: 0 buffer int[144] 4 2 1 0 0 28 4 2 1 1 1 28 4 2 1 2 2 28 4 2 1 3 3 28 4 2 1 0 4 28 4 2 1 1 5 28 4 2 1 2 6 28 \
          4 2 1 3 7 28 4 2 1 4 8 28 4 2 1 5 9 28 4 2 1 6 10 28 4 2 1 7 11 28 4 2 1 4 12 28 4 2 1 5 13 28 4 2 1 6 14 \
          28 4 2 1 7 15 28 4 1 1 0 16 6 4 1 1 1 17 6 4 1 1 2 18 6 4 1 1 3 19 6 4 1 1 0 20 6 4 1 1 1 21 6 4 1 1 2 22 6 \
          4 1 1 3 23 6
arg_out: 1 buffer int[6] 4 2 1 2 2 1

!*/

// Of each work-item: its group's size, its place in the group and in the range, and the sum over the places of its group, by
// way of local memory and barriers.
kernel void places(global int *out, global int *sizes) {
  local int shared[64];
  local int sum;
  size_t place = get_local_linear_id(), count = get_local_size(0) * get_local_size(1) * get_local_size(2);
  shared[place] = place;
  barrier(CLK_LOCAL_MEM_FENCE);
  if (place == count - 1) {
    int total = 0;
    for (size_t i = 0; i < count; ++i) total += shared[i];
    sum = total;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  global int *row = out + 6 * get_global_linear_id();
  row[0] = get_local_size(0);
  row[1] = get_local_size(1);
  row[2] = get_local_size(2);
  row[3] = place;
  row[4] = get_global_linear_id();
  row[5] = sum;
  if (row[4] == 0) {
    for (int i = 0; i < 3; ++i) {
      sizes[i] = get_enqueued_local_size(i);
      sizes[3 + i] = get_num_groups(i);
    }
  }
}
