// The atomic functions of C11 with every order and scope, on global and local memory.

/*!
[config]
name: C11 atomics
clc_version_min: 10
build_options: -cl-std=CL2.0
require_device_extensions: cl_khr_int64_base_atomics cl_khr_int64_extended_atomics
dimensions: 1

[test]
name: int, global
kernel_name: int_global
global_size: 32 1 1
local_size: 8 1 1
arg_in:  0 buffer int[11] 0 0 5 5 -1 0 0 0 0 1 1
arg_out: 0 buffer int[11] -891104058 891104058 -1907517987 2113294287 858993459 858993459 832326936 799586522 799586522 11 -1896207729
arg_in:  1 buffer int[32] 753593889 -1434421939 -1278963638 -1133916350 930820053 1691882974 -160559091 275375781 2078868113 1754274735 -221599805 1515576097 1284030484 -1597920102 -1638107161 937965170 -1777344961 -737711607 -190526609 -180267649 1116055983 -1907517987 2073484000 -638377538 2113294287 -163235161 -1843847429 -645310075 1750175032 -1434616254 -819514095 327947375

[test]
name: int, local
kernel_name: int_local
global_size: 8 1 1
local_size: 8 1 1
arg_in:  0 buffer int[11] 0 0 5 5 -1 0 0 0 0 1 1
arg_out: 0 buffer int[11] -1047857519 1047857519 -1434421939 1691882974 858993459 858993459 1013123271 -356188321 -356188321 11 -1068564962
arg_in:  1 buffer int[8] 753593889 -1434421939 -1278963638 -1133916350 930820053 1691882974 -160559091 275375781

[test]
name: uint, global
kernel_name: uint_global
global_size: 32 1 1
local_size: 8 1 1
arg_in:  0 buffer uint[11] 0 0 5 5 4294967295 0 0 0 0 1 1
arg_out: 0 buffer uint[11] 3403863238 891104058 5 4134408205 858993459 858993459 832326936 799586522 799586522 11 2398759567
arg_in:  1 buffer uint[32] 753593889 2860545357 3016003658 3161050946 930820053 1691882974 4134408205 275375781 2078868113 1754274735 4073367491 1515576097 1284030484 2697047194 2656860135 937965170 2517622335 3557255689 4104440687 4114699647 1116055983 2387449309 2073484000 3656589758 2113294287 4131732135 2451119867 3649657221 1750175032 2860351042 3475453201 327947375

[test]
name: uint, local
kernel_name: uint_local
global_size: 8 1 1
local_size: 8 1 1
arg_in:  0 buffer uint[11] 0 0 5 5 4294967295 0 0 0 0 1 1
arg_out: 0 buffer uint[11] 3247109777 1047857519 5 4134408205 858993459 858993459 1013123271 3938778975 3938778975 11 3226402334
arg_in:  1 buffer uint[8] 753593889 2860545357 3016003658 3161050946 930820053 1691882974 4134408205 275375781

[test]
name: long, global
kernel_name: long_global
global_size: 32 1 1
local_size: 8 1 1
arg_in:  0 buffer long[11] 0 0 5 5 -1 0 0 0 0 1 1
arg_out: 0 buffer long[11] -3827261811308490768 3827261811308490768 -8192727369954746621 9076529853386827512 3689348814741910323 3689348814741910323 3574816972643942432 3434198027321344272 3434198027321344272 11 -8144149991745518799
arg_in:  1 buffer long[32] 3236661110929538048 -6160795316231959217 -5493106996151875278 -4870133637661299431 3997841687880340916 7266582045930986995 -689596041919999482 1182729975619806813 8928670560103211688 7534552615404531927 -951763913127362534 6509349772236712929 5514868938147895004 -6863014577158575621 -7035616682313128082 4028529731402645925 -7633638481046706608 -3168447225217143457 -818305550689723390 -774243652731278423 4793423949394068740 -8192727369954746621 8905545970989691350 -2741810646562460179 9076529853386827512 -701089677660724505 -7919264402867421974 -2771585667364418447 7516944525813661740 -6161629891878249205 -3519786233233731266 1408523253852228405

[test]
name: long, local
kernel_name: long_local
global_size: 8 1 1
local_size: 8 1 1
arg_in:  0 buffer long[11] 0 0 5 5 -1 0 0 0 0 1 1
arg_out: 0 buffer long[11] -4500513500357357924 4500513500357357924 -6160795316231959217 7266582045930986995 3689348814741910323 3689348814741910323 4351331319830538616 -1529817171604460636 -1529817171604460636 11 -4589451514813381907
arg_in:  1 buffer long[8] 3236661110929538048 -6160795316231959217 -5493106996151875278 -4870133637661299431 3997841687880340916 7266582045930986995 -689596041919999482 1182729975619806813

[test]
name: ulong, global
kernel_name: ulong_global
global_size: 32 1 1
local_size: 8 1 1
arg_in:  0 buffer ulong[11] 0 0 5 5 18446744073709551615 0 0 0 0 1 1
arg_out: 0 buffer ulong[11] 14619482262401060848 3827261811308490768 5 17757148031789552134 3689348814741910323 3689348814741910323 3574816972643942432 3434198027321344272 3434198027321344272 11 10302594081964032817
arg_in:  1 buffer ulong[32] 3236661110929538048 12285948757477592399 12953637077557676338 13576610436048252185 3997841687880340916 7266582045930986995 17757148031789552134 1182729975619806813 8928670560103211688 7534552615404531927 17494980160582189082 6509349772236712929 5514868938147895004 11583729496550975995 11411127391396423534 4028529731402645925 10813105592662845008 15278296848492408159 17628438523019828226 17672500420978273193 4793423949394068740 10254016703754804995 8905545970989691350 15704933427147091437 9076529853386827512 17745654396048827111 10527479670842129642 15675158406345133169 7516944525813661740 12285114181831302411 14926957840475820350 1408523253852228405

[test]
name: ulong, local
kernel_name: ulong_local
global_size: 8 1 1
local_size: 8 1 1
arg_in:  0 buffer ulong[11] 0 0 5 5 18446744073709551615 0 0 0 0 1 1
arg_out: 0 buffer ulong[11] 13946230573352193692 4500513500357357924 5 17757148031789552134 3689348814741910323 3689348814741910323 4351331319830538616 16916926902105090980 16916926902105090980 11 13857292558896169709
arg_in:  1 buffer ulong[8] 3236661110929538048 12285948757477592399 12953637077557676338 13576610436048252185 3997841687880340916 7266582045930986995 17757148031789552134 1182729975619806813
!*/

#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable
#pragma OPENCL EXTENSION cl_khr_int64_extended_atomics : enable

#define EACH_SCOPE(STEP, ...)               \
  STEP(__VA_ARGS__, memory_scope_work_group) \
  STEP(__VA_ARGS__, memory_scope_device)     \
  STEP(__VA_ARGS__, memory_scope_all_svm_devices)
#define EACH_ORDER(STEP, ...)                      \
  EACH_SCOPE(STEP, __VA_ARGS__, memory_order_relaxed) \
  EACH_SCOPE(STEP, __VA_ARGS__, memory_order_acquire) \
  EACH_SCOPE(STEP, __VA_ARGS__, memory_order_release) \
  EACH_SCOPE(STEP, __VA_ARGS__, memory_order_acq_rel) \
  EACH_SCOPE(STEP, __VA_ARGS__, memory_order_seq_cst)

#define FETCH(FUNCTION, PLACE, VALUE, ORDER, SCOPE) FUNCTION(PLACE, VALUE, ORDER, SCOPE);
// Whoever stores last stores VALUE.
#define STORE(T, PLACE, VALUE, ORDER, SCOPE)                   \
  atomic_store_explicit(PLACE, (T)(VALUE) - 1, ORDER, SCOPE);  \
  atomic_store_explicit(PLACE, VALUE, ORDER, SCOPE);
#define EXCHANGE(T, STRENGTH, PLACE, VALUE, SUCCESS, FAILURE, SCOPE)                                          \
  {                                                                                                           \
    T old = atomic_load_explicit(PLACE, memory_order_relaxed, SCOPE);                                         \
    while (!atomic_compare_exchange_##STRENGTH##_explicit(PLACE, &old, old + (VALUE), SUCCESS, FAILURE, SCOPE)) \
      ;                                                                                                       \
  }

#define BODY(T, r)                                                                                                  \
  EACH_ORDER(FETCH, atomic_fetch_add_explicit, r, v)                                                                                      \
  EACH_ORDER(FETCH, atomic_fetch_sub_explicit, r + 1, v)                                                                                  \
  EACH_ORDER(FETCH, atomic_fetch_min_explicit, r + 2, v)                                                                                  \
  EACH_ORDER(FETCH, atomic_fetch_max_explicit, r + 3, v)                                                                                  \
  EACH_ORDER(FETCH, atomic_fetch_and_explicit, r + 4, v | (T)0x3333333333333333)                                                          \
  EACH_ORDER(FETCH, atomic_fetch_or_explicit, r + 5, v & (T)0x3333333333333333)                                                           \
  EACH_ORDER(FETCH, atomic_fetch_xor_explicit, r + 6, v)                                                                                  \
  EXCHANGE(T, strong, r + 7, v, memory_order_acq_rel, memory_order_acquire, memory_scope_device)                    \
  EXCHANGE(T, weak, r + 8, v, memory_order_release, memory_order_relaxed, memory_scope_work_group)                  \
  if (get_local_id(0) == 0) {                                                                                       \
    EACH_SCOPE(STORE, T, r + 9, (T)11, memory_order_relaxed)                                                        \
    EACH_SCOPE(STORE, T, r + 9, (T)11, memory_order_release)                                                        \
    EACH_SCOPE(STORE, T, r + 9, (T)11, memory_order_seq_cst)                                                        \
  }                                                                                                                 \
  atomic_fetch_add(r + 10, v);                                                                                      \
  {                                                                                                                 \
    T old = atomic_load(r + 10);                                                                                    \
    while (!atomic_compare_exchange_strong(r + 10, &old, old + v))                                                  \
      ;                                                                                                             \
    old = atomic_load(r + 10);                                                                                      \
    while (!atomic_compare_exchange_weak(r + 10, &old, old + v))                                                    \
      ;                                                                                                             \
  }

#define KERNELS(T)                                                                      \
  kernel void T##_global(global atomic_##T *r, global const T *in) {                     \
    const size_t i = get_global_id(0);                                                  \
    const T v = in[i];                                                                  \
    BODY(T, r)                                                                          \
  }                                                                                     \
  kernel void T##_local(global T *r, global const T *in) {                               \
    const size_t i = get_global_id(0);                                                  \
    const T v = in[i];                                                                  \
    local atomic_##T shared[11];                                                        \
    for (size_t k = i; k < 11; k += 8) atomic_init(shared + k, r[k]);                                          \
    work_group_barrier(CLK_LOCAL_MEM_FENCE);                                            \
    BODY(T, shared)                                                                     \
    work_group_barrier(CLK_LOCAL_MEM_FENCE);                                            \
    for (size_t k = i; k < 11; k += 8)                                                  \
      r[k] = atomic_load_explicit(shared + k, memory_order_relaxed, memory_scope_work_group);           \
  }

KERNELS(int)
KERNELS(uint)
KERNELS(long)
KERNELS(ulong)
