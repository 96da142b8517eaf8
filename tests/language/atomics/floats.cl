// Atomics on float and double: C11's load, store, exchange and compare-exchange, and cl_ext_float_atomics.

/*!
[config]
name: floating-point atomics
clc_version_min: 10
build_options: -cl-std=CL3.0
require_device_extensions: cl_khr_fp64 cl_khr_int64_base_atomics cl_khr_int64_extended_atomics
dimensions: 1

[test]
name: float, global
kernel_name: float_global
global_size: 32 1 1
local_size: 8 1 1
arg_in:  0 buffer float[10] 0.25 0 3 -3 0 nan nan 1 2 -5
arg_out: 0 buffer float[10] 320.25 -320 -20.5 40.5 32 -20.5 40.5 8.5 322 -6.5
arg_in:  1 buffer int[32] repeat 0
arg_out: 1 buffer int[32] repeat 1
arg_in:  2 buffer float[32] -9.5 27.5 0.5 37.5 10.5 -16.5 20.5 -6.5 30.5 3.5 40.5 13.5 -13.5 23.5 -3.5 33.5 6.5 -20.5 16.5 -10.5 26.5 -0.5 36.5 9.5 -17.5 19.5 -7.5 29.5 2.5 39.5 12.5 -14.5

[test]
name: float, local
kernel_name: float_local
global_size: 8 1 1
local_size: 8 1 1
arg_in:  0 buffer float[10] 0.25 0 3 -3 0 nan nan 1 2 -5
arg_out: 0 buffer float[10] 64.25 -64 -16.5 37.5 8 -16.5 37.5 8.5 66 -6.5
arg_in:  1 buffer int[8] repeat 0
arg_out: 1 buffer int[8] repeat 1
arg_in:  2 buffer float[8] -9.5 27.5 0.5 37.5 10.5 -16.5 20.5 -6.5

[test]
name: double, global
kernel_name: double_global
global_size: 32 1 1
local_size: 8 1 1
arg_in:  0 buffer double[10] 0.25 0 3 -3 0 nan nan 1 2 -5
arg_out: 0 buffer double[10] 320.25 -320 -20.5 40.5 32 -20.5 40.5 8.5 322 -6.5
arg_in:  1 buffer int[32] repeat 0
arg_out: 1 buffer int[32] repeat 1
arg_in:  2 buffer double[32] -9.5 27.5 0.5 37.5 10.5 -16.5 20.5 -6.5 30.5 3.5 40.5 13.5 -13.5 23.5 -3.5 33.5 6.5 -20.5 16.5 -10.5 26.5 -0.5 36.5 9.5 -17.5 19.5 -7.5 29.5 2.5 39.5 12.5 -14.5

[test]
name: double, local
kernel_name: double_local
global_size: 8 1 1
local_size: 8 1 1
arg_in:  0 buffer double[10] 0.25 0 3 -3 0 nan nan 1 2 -5
arg_out: 0 buffer double[10] 64.25 -64 -16.5 37.5 8 -16.5 37.5 8.5 66 -6.5
arg_in:  1 buffer int[8] repeat 0
arg_out: 1 buffer int[8] repeat 1
arg_in:  2 buffer double[8] -9.5 27.5 0.5 37.5 10.5 -16.5 20.5 -6.5
!*/

#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable
#pragma OPENCL EXTENSION cl_khr_int64_extended_atomics : enable

#ifndef cl_ext_float_atomics
#error "no cl_ext_float_atomics"
#endif

// The numbers are such that every sum is exact. r[5] and r[6] begin as NaN, which every number beats.
#define BODY(T, r)                                                                              \
  atomic_fetch_add(r, v);                                                                       \
  atomic_fetch_sub_explicit(r + 1, v, memory_order_relaxed);                                    \
  atomic_fetch_min_explicit(r + 2, v, memory_order_acq_rel, memory_scope_device);               \
  atomic_fetch_max(r + 3, v);                                                                   \
  const T ticket = atomic_fetch_add_explicit(r + 4, (T)1, memory_order_acquire);                \
  tickets[(int)ticket] += 1;                                                                    \
  atomic_fetch_min(r + 5, v);                                                                   \
  atomic_fetch_max_explicit(r + 6, v, memory_order_release, memory_scope_work_group);           \
  atomic_store(r + 7, (T)8.5);                                                                  \
  T old = atomic_load(r + 8);                                                                   \
  while (!atomic_compare_exchange_weak(r + 8, &old, old + v))                                   \
    ;                                                                                           \
  if (i == 7) {                                                                                 \
    const T before = atomic_exchange(r + 9, v);                                                 \
    if (before != (T)-5) atomic_store_explicit(r + 9, before, memory_order_release);            \
  }

#define KERNELS(T)                                                                              \
  kernel void T##_global(global atomic_##T *r, global int *tickets, global const T *in) {       \
    const size_t i = get_global_id(0);                                                          \
    const T v = in[i];                                                                          \
    BODY(T, r)                                                                                  \
  }                                                                                             \
  kernel void T##_local(global T *r, global int *tickets, global const T *in) {                 \
    const size_t i = get_global_id(0);                                                          \
    const T v = in[i];                                                                          \
    local atomic_##T shared[10];                                                                \
    for (size_t k = i; k < 10; k += 8) atomic_init(shared + k, r[k]);                                                  \
    work_group_barrier(CLK_LOCAL_MEM_FENCE);                                                    \
    BODY(T, shared)                                                                             \
    work_group_barrier(CLK_LOCAL_MEM_FENCE);                                                    \
    for (size_t k = i; k < 10; k += 8) r[k] = atomic_load(shared + k);                                                 \
  }

KERNELS(float)
KERNELS(double)
