// Data that is passed on by atomics and fences: flags, and the last work-group to finish.

/*!
[config]
name: order
clc_version_min: 10
build_options: -cl-std=CL3.0
dimensions: 1

[test]
name: the last work-group adds up, release and acquire
kernel_name: last_group
global_size: 64 1 1
local_size: 8 1 1
arg_in:  0 buffer uint[2] 0 0
arg_out: 0 buffer uint[2] 8 2016
arg_in:  1 buffer uint[8] repeat 0
arg_out: 1 buffer uint[8] 28 92 156 220 284 348 412 476

[test]
name: the last work-group adds up, fences
kernel_name: last_group_fences
global_size: 64 1 1
local_size: 8 1 1
arg_in:  0 buffer uint[2] 0 0
arg_out: 0 buffer uint[2] 8 2016
arg_in:  1 buffer uint[8] repeat 0
arg_out: 1 buffer uint[8] 28 92 156 220 284 348 412 476

[test]
name: the last work-group adds up, OpenCL C 1.x
kernel_name: last_group_1
global_size: 64 1 1
local_size: 8 1 1
arg_in:  0 buffer uint[2] 0 0
arg_out: 0 buffer uint[2] 8 2016
arg_in:  1 buffer uint[8] repeat 0
arg_out: 1 buffer uint[8] 28 92 156 220 284 348 412 476

[test]
name: the last work-group adds up, a barrier for the device
kernel_name: last_group_barrier
global_size: 64 1 1
local_size: 8 1 1
arg_in:  0 buffer uint[2] 0 0
arg_out: 0 buffer uint[2] 8 2016
arg_in:  1 buffer uint[64] repeat 0
arg_out: 1 buffer uint[64] 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63

[test]
name: flags
kernel_name: flags
global_size: 32 1 1
local_size: 8 1 1
arg_in:  0 buffer int[4] repeat 0
arg_out: 0 buffer int[4] 1 1 1 1
arg_in:  1 buffer int[4] repeat 0
arg_out: 1 buffer int[4] 1 1 1 1
!*/

kernel void last_group(global atomic_uint *done, global uint *sums) {
  local atomic_uint sum;
  local uint is_last;
  const uint l = get_local_id(0);
  if (l == 0) atomic_init(&sum, 0u);
  work_group_barrier(CLK_LOCAL_MEM_FENCE);
  atomic_fetch_add_explicit(&sum, (uint)get_global_id(0), memory_order_relaxed, memory_scope_work_group);
  work_group_barrier(CLK_LOCAL_MEM_FENCE);
  if (l == 0) {
    sums[get_group_id(0)] = atomic_load_explicit(&sum, memory_order_relaxed, memory_scope_work_group);
    const uint before = atomic_fetch_add_explicit(done, 1u, memory_order_acq_rel, memory_scope_device);
    is_last = before + 1 == get_num_groups(0);
    if (is_last) {
      uint total = 0;
      for (uint i = 0; i < get_num_groups(0); ++i) total += sums[i];
      atomic_store_explicit(done + 1, total, memory_order_release, memory_scope_device);
    }
  }
}

kernel void last_group_fences(global atomic_uint *done, global uint *sums) {
  if (get_local_id(0) != 0) return;
  uint sum = 0;
  for (uint i = 0; i < 8; ++i) sum += get_global_id(0) + i;
  sums[get_group_id(0)] = sum;
  atomic_work_item_fence(CLK_GLOBAL_MEM_FENCE, memory_order_release, memory_scope_device);
  const uint before = atomic_fetch_add_explicit(done, 1u, memory_order_relaxed, memory_scope_device);
  if (before + 1 == get_num_groups(0)) {
    atomic_work_item_fence(CLK_GLOBAL_MEM_FENCE, memory_order_acquire, memory_scope_device);
    uint total = 0;
    for (uint i = 0; i < get_num_groups(0); ++i) total += sums[i];
    atomic_work_item_fence(CLK_GLOBAL_MEM_FENCE | CLK_LOCAL_MEM_FENCE, memory_order_seq_cst, memory_scope_device);
    atomic_work_item_fence(CLK_LOCAL_MEM_FENCE, memory_order_acq_rel, memory_scope_work_group);
    atomic_work_item_fence(CLK_GLOBAL_MEM_FENCE, memory_order_relaxed, memory_scope_device);
    atomic_store(done + 1, total);
  }
}

kernel void last_group_1(volatile global uint *done, global uint *sums) {
  if (get_local_id(0) != 0) return;
  uint sum = 0;
  for (uint i = 0; i < 8; ++i) sum += get_global_id(0) + i;
  sums[get_group_id(0)] = sum;
  mem_fence(CLK_GLOBAL_MEM_FENCE);
  if (atomic_inc(done) + 1 == get_num_groups(0)) {
    read_mem_fence(CLK_GLOBAL_MEM_FENCE);
    uint total = 0;
    for (uint i = 0; i < get_num_groups(0); ++i) total += sums[i];
    done[1] = total;
    write_mem_fence(CLK_GLOBAL_MEM_FENCE);
  }
}

kernel void last_group_barrier(global atomic_uint *done, global uint *values) {
  values[get_global_id(0)] = get_global_id(0);
  work_group_barrier(CLK_GLOBAL_MEM_FENCE, memory_scope_device);
  if (get_local_id(0) != 0) return;
  const uint before = atomic_fetch_add_explicit(done, 1u, memory_order_acq_rel, memory_scope_device);
  if (before + 1 == get_num_groups(0)) {
    uint total = 0;
    for (uint i = 0; i < get_global_size(0); ++i) total += values[i];
    atomic_store_explicit(done + 1, total, memory_order_relaxed, memory_scope_device);
  }
}

// Who finds a flag clear counts.
kernel void flags(global atomic_flag *flags, global atomic_int *count) {
  local atomic_flag own;
  const uint i = get_global_id(0);
  if (!atomic_flag_test_and_set(flags + i % 4)) atomic_fetch_add(count + i % 4, 1);
  work_group_barrier(CLK_GLOBAL_MEM_FENCE);
  if (i == 0) {
    atomic_flag_clear(&own);
    if (atomic_flag_test_and_set_explicit(&own, memory_order_acquire, memory_scope_work_group)) atomic_store(count, -1);
    if (!atomic_flag_test_and_set(&own)) atomic_store(count, -2);
    atomic_flag_clear_explicit(&own, memory_order_release, memory_scope_work_group);
    if (atomic_flag_test_and_set_explicit(&own, memory_order_relaxed)) atomic_store(count, -3);
  }
}
