// Fences, and atomics with an order, that work-items of one work-group pass a different number of times.

/*!
[config]
name: fences in loops
clc_version_min: 30
dimensions: 1
build_options: -cl-std=CL3.0
global_size: 32 0 0
local_size: 32 0 0

[test]
name: more rounds for some
kernel_name: rounds
arg_in: 0 buffer int[32] repeat 0
arg_out: 0 buffer int[32] 1 1 1 1 1 1 1 1 5 5 5 5 5 5 5 5 9 9 9 9 9 9 9 9 13 13 13 13 13 13 13 13

[test]
name: each its own number, then a barrier
kernel_name: own_number
arg_in: 0 buffer int[32] repeat 0
arg_out: 0 buffer int[32] 496 497 498 499 500 501 502 503 504 505 506 507 508 509 510 511 512 513 514 515 516 517 518 519 520 521 \
         522 523 524 525 526 527
arg_in: 1 buffer int[1] 0
arg_out: 1 buffer int[1] 496

[test]
name: compare and exchange with an order
kernel_name: exchanges
arg_in: 0 buffer uint[1] 0
arg_out: 0 buffer uint[1] 4294967295
arg_out: 1 buffer int[32] 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31

[test]
name: a sum of floats
kernel_name: sums
arg_in: 0 buffer float[1] 10
arg_out: 0 buffer float[1] 50
!*/

kernel void rounds(global int *out) {
  const int i = get_local_id(0);
  for (int k = 0; k < i / 8 * 4 + 1; ++k) {
    out[i] = k + 1;
    mem_fence(CLK_GLOBAL_MEM_FENCE);
  }
}

kernel void own_number(global int *out, volatile global int *count) {
  const int i = get_local_id(0);
  for (int k = 0; k < i; ++k) {
    atomic_inc(count);
    write_mem_fence(CLK_GLOBAL_MEM_FENCE);
  }
  barrier(CLK_GLOBAL_MEM_FENCE);
  out[i] = *count + i;
}

kernel void exchanges(global atomic_uint *bits, global int *out) {
  const int i = get_local_id(0);
  uint expected = atomic_load_explicit(bits, memory_order_relaxed);
  while (!atomic_compare_exchange_weak_explicit(bits, &expected, expected * 2 + 1, memory_order_acq_rel, memory_order_acquire,
                                                memory_scope_device)) {
  }
  out[i] = i;
}

kernel void sums(global atomic_float *sum) { atomic_fetch_add(sum, 1.25f); }
