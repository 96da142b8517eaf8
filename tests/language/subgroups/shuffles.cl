// Values of other work-items of the sub-group: shuffles, relative ones, rotations, broadcasts, of every type. Where the
// work-item that is asked does not exist the value is undefined, and not looked at.

/*!
[config]
name: subgroup shuffles
clc_version_min: 30
build_options: -cl-std=CL3.0
dimensions: 3

[test]
name: char
kernel_name: shuffle_char
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: char, 5 by 3 by 2
kernel_name: shuffle_char
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: uchar
kernel_name: shuffle_uchar
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: uchar, 5 by 3 by 2
kernel_name: shuffle_uchar
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: short
kernel_name: shuffle_short
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: short, 5 by 3 by 2
kernel_name: shuffle_short
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: ushort
kernel_name: shuffle_ushort
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: ushort, 5 by 3 by 2
kernel_name: shuffle_ushort
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: int
kernel_name: shuffle_int
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: int, 5 by 3 by 2
kernel_name: shuffle_int
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: uint
kernel_name: shuffle_uint
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: uint, 5 by 3 by 2
kernel_name: shuffle_uint
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: long
kernel_name: shuffle_long
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: long, 5 by 3 by 2
kernel_name: shuffle_long
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: ulong
kernel_name: shuffle_ulong
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: ulong, 5 by 3 by 2
kernel_name: shuffle_ulong
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: float
kernel_name: shuffle_float
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: float, 5 by 3 by 2
kernel_name: shuffle_float
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: half
kernel_name: shuffle_half
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: half, 5 by 3 by 2
kernel_name: shuffle_half
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: double
kernel_name: shuffle_double
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: double, 5 by 3 by 2
kernel_name: shuffle_double
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: broadcast char
kernel_name: broadcast_char
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast uchar
kernel_name: broadcast_uchar
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast short
kernel_name: broadcast_short
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast ushort
kernel_name: broadcast_ushort
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast int
kernel_name: broadcast_int
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast uint
kernel_name: broadcast_uint
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast long
kernel_name: broadcast_long
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast ulong
kernel_name: broadcast_ulong
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast float
kernel_name: broadcast_float
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast half
kernel_name: broadcast_half
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast double
kernel_name: broadcast_double
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast vectors of char
kernel_name: vectors_char
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast vectors of ushort
kernel_name: vectors_ushort
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast vectors of int
kernel_name: vectors_int
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast vectors of ulong
kernel_name: vectors_ulong
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast vectors of float
kernel_name: vectors_float
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast vectors of half
kernel_name: vectors_half
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: broadcast vectors of double
kernel_name: vectors_double
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: non-uniform broadcast
kernel_name: non_uniform_broadcast
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: non-uniform broadcast, 12 in a row
kernel_name: non_uniform_broadcast
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: non-uniform broadcast, 5 by 3 by 2
kernel_name: non_uniform_broadcast
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1
!*/

#pragma OPENCL EXTENSION cl_khr_fp16 : enable

#define PLACE (get_sub_group_id() * 1000 + get_sub_group_local_id())
#define COUNT (get_local_size(0) * get_local_size(1) * get_local_size(2))
#define OUT out[(get_global_id(2) * get_global_size(1) + get_global_id(1)) * get_global_size(0) + get_global_id(0)]

// Every work-item writes down where it is and what it gives; then each can compute by itself what its sub-group has.
#define BEGIN(T, value)                       \
  local uint places[64];                      \
  local T values[64];                         \
  local int actives[64];                      \
  uint self = get_local_linear_id();          \
  uint place = PLACE;                         \
  T x = value;                                \
  places[self] = place;                       \
  values[self] = x;                           \
  int good = 1;
#define FOR_LANES                                   \
  for (uint i = 0; i < COUNT; ++i)                  \
    if (places[i] / 1000 == place / 1000)
uint Hash(uint x) {
  x = (x ^ 61u ^ (x >> 16)) * 9u;
  x = (x ^ (x >> 4)) * 0x27d4eb2du;
  return x ^ (x >> 15);
}

uint Random(void) { return Hash(get_global_id(0) * 31 + get_global_id(1) * 977 + get_global_id(2) * 7919 + 77); }
#define VALUE(T) (T)((T)(Random() % 251) - (T)((Random() >> 8) % 127))

// The value of another lane; good stays where there is none.
#define EXPECT(T, lane, call)                                                              \
  {                                                                                        \
    T got = call;                                                                          \
    FOR_LANES if (places[i] % 1000 == (lane)) good &= got == values[i];                    \
  }
#define SHUFFLE(T)                                                                         \
  kernel void shuffle_##T(global int* out) {                                               \
    BEGIN(T, VALUE(T))                                                                     \
    barrier(CLK_LOCAL_MEM_FENCE);                                                          \
    uint lane = get_sub_group_local_id(), size = get_sub_group_size();                     \
    uint full = get_max_sub_group_size();                                                  \
    uint any = Random() % size;                                                            \
    EXPECT(T, any, sub_group_shuffle(x, any))                                              \
    EXPECT(T, size - 1 - lane, sub_group_shuffle(x, size - 1 - lane))                      \
    EXPECT(T, (lane ^ 1), sub_group_shuffle_xor(x, 1))                                     \
    EXPECT(T, (lane ^ 5), sub_group_shuffle_xor(x, 5))                                     \
    EXPECT(T, lane - 2, sub_group_shuffle_up(x, 2))                                        \
    EXPECT(T, lane + 3, sub_group_shuffle_down(x, 3))                                      \
    EXPECT(T, (lane + 3) % full, sub_group_rotate(x, 3))                                   \
    EXPECT(T, lane / 4 * 4 + (lane + 1) % 4, sub_group_clustered_rotate(x, 1, 4))          \
    OUT = good;                                                                            \
  }
#define BROADCAST(T)                                                                       \
  kernel void broadcast_##T(global int* out) {                                             \
    BEGIN(T, VALUE(T))                                                                     \
    barrier(CLK_LOCAL_MEM_FENCE);                                                          \
    uint size = get_sub_group_size();                                                      \
    EXPECT(T, 0, sub_group_broadcast(x, 0))                                                \
    EXPECT(T, size - 1, sub_group_broadcast(x, size - 1))                                  \
    EXPECT(T, size / 2, sub_group_non_uniform_broadcast(x, size / 2))                      \
    EXPECT(T, 0, sub_group_broadcast_first(x))                                             \
    OUT = good;                                                                            \
  }
// cl_khr_subgroup_extended_types
#define VECTOR(T, n, all)                                                                  \
  {                                                                                        \
    T##n v = (T##n)(x) + (T##n)(1);                                                        \
    T##n first = sub_group_broadcast(v, 0), last = sub_group_non_uniform_broadcast(v, 3);  \
    FOR_LANES {                                                                            \
      T##n other = (T##n)(values[i]) + (T##n)(1);                                          \
      if (places[i] % 1000 == 0) good &= all(first == other) != 0;                         \
      if (places[i] % 1000 == 3) good &= all(last == other) != 0;                          \
    }                                                                                      \
  }
#define VECTORS(T)                                                                         \
  kernel void vectors_##T(global int* out) {                                               \
    BEGIN(T, VALUE(T))                                                                     \
    barrier(CLK_LOCAL_MEM_FENCE);                                                          \
    VECTOR(T, 2, all) VECTOR(T, 3, all) VECTOR(T, 4, all) VECTOR(T, 8, all)                \
    VECTOR(T, 16, all)                                                                     \
    OUT = good;                                                                            \
  }

kernel void non_uniform_broadcast(global int* out) {
  BEGIN(int, VALUE(int))
  actives[self] = Random() % 3 == 0;
  barrier(CLK_LOCAL_MEM_FENCE);
  uint lowest = place;
  FOR_LANES if (actives[i] == actives[self]) lowest = min(lowest, places[i]);
  if (actives[self]) EXPECT(int, lowest % 1000, sub_group_broadcast_first(x))
  else EXPECT(int, lowest % 1000, sub_group_broadcast_first(x))
  OUT = good;
}

SHUFFLE(char)
BROADCAST(char)
SHUFFLE(uchar)
BROADCAST(uchar)
SHUFFLE(short)
BROADCAST(short)
SHUFFLE(ushort)
BROADCAST(ushort)
SHUFFLE(int)
BROADCAST(int)
SHUFFLE(uint)
BROADCAST(uint)
SHUFFLE(long)
BROADCAST(long)
SHUFFLE(ulong)
BROADCAST(ulong)
SHUFFLE(float)
BROADCAST(float)
SHUFFLE(half)
BROADCAST(half)
SHUFFLE(double)
BROADCAST(double)
VECTORS(char)
VECTORS(ushort)
VECTORS(int)
VECTORS(ulong)
VECTORS(float)
VECTORS(half)
VECTORS(double)
