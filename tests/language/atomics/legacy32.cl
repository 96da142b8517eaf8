// The atomic functions of OpenCL C 1.1 on 32-bit integers.

/*!
[config]
name: 32-bit atomics of OpenCL C 1.1
clc_version_min: 10
dimensions: 1

[test]
name: int, global
kernel_name: int_global
global_size: 32 1 1
local_size: 8 1 1
arg_in:  0 buffer int[12] 0 0 5 5 -1 0 0 0 0 7 3 0
arg_out: 0 buffer int[12] 799586522 -799586522 -1907517987 2113294287 821096688 252645135 832326936 32 -32 1691882974 100 1
arg_in:  1 buffer int[32] repeat 0
arg_out: 1 buffer int[32] repeat 1
arg_in:  2 buffer int[32] 753593889 -1434421939 -1278963638 -1133916350 930820053 1691882974 -160559091 275375781 2078868113 1754274735 -221599805 1515576097 1284030484 -1597920102 -1638107161 937965170 -1777344961 -737711607 -190526609 -180267649 1116055983 -1907517987 2073484000 -638377538 2113294287 -163235161 -1843847429 -645310075 1750175032 -1434616254 -819514095 327947375

[test]
name: int, local
kernel_name: int_local
global_size: 32 1 1
local_size: 32 1 1
arg_in:  0 buffer int[12] 0 0 5 5 -1 0 0 0 0 7 3 0
arg_out: 0 buffer int[12] 799586522 -799586522 -1907517987 2113294287 821096688 252645135 832326936 32 -32 1691882974 100 1
arg_in:  1 buffer int[32] repeat 0
arg_out: 1 buffer int[32] repeat 1
arg_in:  2 buffer int[32] 753593889 -1434421939 -1278963638 -1133916350 930820053 1691882974 -160559091 275375781 2078868113 1754274735 -221599805 1515576097 1284030484 -1597920102 -1638107161 937965170 -1777344961 -737711607 -190526609 -180267649 1116055983 -1907517987 2073484000 -638377538 2113294287 -163235161 -1843847429 -645310075 1750175032 -1434616254 -819514095 327947375

[test]
name: uint, global
kernel_name: uint_global
global_size: 32 1 1
local_size: 8 1 1
arg_in:  0 buffer uint[12] 0 0 5 5 4294967295 0 0 0 0 7 3 0
arg_out: 0 buffer uint[12] 799586522 3495380774 5 4134408205 821096688 252645135 832326936 32 4294967264 1691882974 100 1
arg_in:  1 buffer uint[32] repeat 0
arg_out: 1 buffer uint[32] repeat 1
arg_in:  2 buffer uint[32] 753593889 2860545357 3016003658 3161050946 930820053 1691882974 4134408205 275375781 2078868113 1754274735 4073367491 1515576097 1284030484 2697047194 2656860135 937965170 2517622335 3557255689 4104440687 4114699647 1116055983 2387449309 2073484000 3656589758 2113294287 4131732135 2451119867 3649657221 1750175032 2860351042 3475453201 327947375

[test]
name: uint, local
kernel_name: uint_local
global_size: 32 1 1
local_size: 32 1 1
arg_in:  0 buffer uint[12] 0 0 5 5 4294967295 0 0 0 0 7 3 0
arg_out: 0 buffer uint[12] 799586522 3495380774 5 4134408205 821096688 252645135 832326936 32 4294967264 1691882974 100 1
arg_in:  1 buffer uint[32] repeat 0
arg_out: 1 buffer uint[32] repeat 1
arg_in:  2 buffer uint[32] 753593889 2860545357 3016003658 3161050946 930820053 1691882974 4134408205 275375781 2078868113 1754274735 4073367491 1515576097 1284030484 2697047194 2656860135 937965170 2517622335 3557255689 4104440687 4114699647 1116055983 2387449309 2073484000 3656589758 2113294287 4131732135 2451119867 3649657221 1750175032 2860351042 3475453201 327947375

[test]
name: floats are exchanged
kernel_name: exchange
global_size: 32 1 1
local_size: 32 1 1
arg_in:  0 buffer float[1] 0.5
arg_out: 0 buffer float[1] 32.5
arg_in:  1 buffer float[1] 0
arg_out: 1 buffer float[1] 528
!*/

// What every work-item does to twelve shared numbers. The tickets are what counting up returns: each once.
#define BODY(r, P, AND, OR)                            \
  P##_add(r, v);                                       \
  P##_sub(r + 1, v);                                   \
  P##_min(r + 2, v);                                   \
  P##_max(r + 3, v);                                   \
  P##_and(r + 4, v | AND);                             \
  P##_or(r + 5, v & OR);                               \
  P##_xor(r + 6, v);                                   \
  tickets[P##_inc(r + 7)] += 1;                        \
  P##_dec(r + 8);                                      \
  if (i == 5 && P##_xchg(r + 9, v) != 7) P##_inc(r);   \
  if (P##_cmpxchg(r + 10, 3, 100) == 3) P##_inc(r + 11);

#define KERNELS(T, P, AND, OR)                                                                       \
  kernel void T##_global(volatile global T *r, global T *tickets, global const T *in) {              \
    const size_t i = get_global_id(0);                                                               \
    const T v = in[i];                                                                               \
    BODY(r, P, AND, OR)                                                                              \
  }                                                                                                  \
  kernel void T##_local(global T *r, global T *tickets, global const T *in) {                        \
    const size_t i = get_global_id(0);                                                               \
    const T v = in[i];                                                                               \
    local T shared[12];                                                                              \
    if (i < 12) shared[i] = r[i];                                                                    \
    barrier(CLK_LOCAL_MEM_FENCE);                                                                    \
    BODY(shared, P, AND, OR)                                                                         \
    barrier(CLK_LOCAL_MEM_FENCE);                                                                    \
    if (i < 12) r[i] = shared[i];                                                                    \
  }

KERNELS(int, atomic, 0x30F0F0F0, 0x0F0F0F0F)
KERNELS(uint, atomic, 0x30F0F0F0u, 0x0F0F0F0Fu)

// Each work-item in turn leaves its number and takes what was there.
kernel void exchange(volatile global float *place, global float *sum) {
  local float cell, total;
  if (get_local_id(0) == 0) cell = 1.0f, total = 0.0f;
  for (uint turn = 0; turn < 32; ++turn) {
    barrier(CLK_LOCAL_MEM_FENCE);
    if (turn == get_local_id(0)) {
      total += atomic_xchg((volatile local float *)&cell, turn + 2.0f);
      atomic_xchg(place, turn + 1.5f);
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (get_local_id(0) == 0) *sum = total;
}
