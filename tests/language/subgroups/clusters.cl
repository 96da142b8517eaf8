// Reductions over clusters of a sub-group, among the work-items that go one way.

/*!
[config]
name: subgroup clusters
clc_version_min: 30
build_options: -cl-std=CL3.0
dimensions: 3

[test]
name: char
kernel_name: clustered_char
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: uchar
kernel_name: clustered_uchar
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: short
kernel_name: clustered_short
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: ushort
kernel_name: clustered_ushort
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: int
kernel_name: clustered_int
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: uint
kernel_name: clustered_uint
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: long
kernel_name: clustered_long
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: ulong
kernel_name: clustered_ulong
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: float
kernel_name: clustered_float
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: half
kernel_name: clustered_half
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: double
kernel_name: clustered_double
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: int, 5 by 3 by 2
kernel_name: clustered_int
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: half, 5 by 3 by 2
kernel_name: clustered_half
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: ulong, 5 by 3 by 2
kernel_name: clustered_ulong
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: logical
kernel_name: logical
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: logical, 12 in a row
kernel_name: logical
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: logical, 5 by 3 by 2
kernel_name: logical
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

uint Random(void) { return Hash(get_global_id(0) * 31 + get_global_id(1) * 977 + get_global_id(2) * 7919 + 5); }
#define INTEGER(T) (T)(Random() * 0x9e3779b97f4a7c15ul >> 7)
// Powers of two, whose sums and products are exact in any order.
#define FLOATING(T) (((Random() & 1) ? (T)1 : (T)-1) * ((Random() & 2) ? (T)0.5f : (Random() & 4) ? (T)2 : (T)1))

#define ADD(a, b) ((a) + (b))
#define MUL(a, b) ((a) * (b))
#define MIN(a, b) ((b) < (a) ? (b) : (a))
#define MAX(a, b) ((b) > (a) ? (b) : (a))
#define AND(a, b) ((a) & (b))
#define OR(a, b) ((a) | (b))
#define XOR(a, b) ((a) ^ (b))


#define CLUSTER(T, op, OP, identity, size)                                                            \
  {                                                                                                   \
    T all = identity;                                                                                 \
    FOR_LANES if (actives[i] && places[i] % 1000 / size == lane / size) all = (T)OP(all, values[i]);  \
    good &= sub_group_clustered_reduce_##op(x, size) == all;                                          \
  }
#define EACH(T, op, OP, identity) CLUSTER(T, op, OP, identity, 1) CLUSTER(T, op, OP, identity, 2) CLUSTER(T, op, OP, identity, 4)
#define CLUSTERED(T, value, least, most, BITS)                                                        \
  kernel void clustered_##T(global int* out) {                                                        \
    BEGIN(T, value)                                                                                   \
    actives[self] = Random() % 4 != 0;                                                                \
    barrier(CLK_LOCAL_MEM_FENCE);                                                                     \
    uint lane = get_sub_group_local_id();                                                             \
    if (actives[self]) {                                                                              \
      EACH(T, add, ADD, 0)                                                                            \
      EACH(T, mul, MUL, 1)                                                                            \
      EACH(T, min, MIN, most)                                                                         \
      EACH(T, max, MAX, least)                                                                        \
      BITS                                                                                            \
    }                                                                                                 \
    OUT = good;                                                                                       \
  }
#define BITWISE(T) EACH(T, and, AND, (T)~(T)0) EACH(T, or, OR, 0) EACH(T, xor, XOR, 0)
#define LOGICAL(op, OP, identity, size)                                                                       \
  {                                                                                                           \
    int all = identity;                                                                                       \
    FOR_LANES if (actives[i] && places[i] % 1000 / size == lane / size) all = OP(all, values[i]);             \
    good &= (sub_group_clustered_reduce_logical_##op(x, size) != 0) == all;                                   \
  }

kernel void logical(global int* out) {
  BEGIN(int, Random() % 5 != 0)
  actives[self] = Random() % 4 != 0;
  barrier(CLK_LOCAL_MEM_FENCE);
  uint lane = get_sub_group_local_id();
  if (actives[self]) {
    LOGICAL(and, AND, 1, 2) LOGICAL(and, AND, 1, 4)
    LOGICAL(or, OR, 0, 2) LOGICAL(or, OR, 0, 4)
    LOGICAL(xor, XOR, 0, 2) LOGICAL(xor, XOR, 0, 4)
  }
  OUT = good;
}

CLUSTERED(char, INTEGER(char), CHAR_MIN, CHAR_MAX, BITWISE(char))
CLUSTERED(uchar, INTEGER(uchar), 0, UCHAR_MAX, BITWISE(uchar))
CLUSTERED(short, INTEGER(short), SHRT_MIN, SHRT_MAX, BITWISE(short))
CLUSTERED(ushort, INTEGER(ushort), 0, USHRT_MAX, BITWISE(ushort))
CLUSTERED(int, INTEGER(int), INT_MIN, INT_MAX, BITWISE(int))
CLUSTERED(uint, INTEGER(uint), 0, UINT_MAX, BITWISE(uint))
CLUSTERED(long, INTEGER(long), LONG_MIN, LONG_MAX, BITWISE(long))
CLUSTERED(ulong, INTEGER(ulong), 0, ULONG_MAX, BITWISE(ulong))
CLUSTERED(float, FLOATING(float), -INFINITY, INFINITY, )
CLUSTERED(half, FLOATING(half), (half)-INFINITY, (half)INFINITY, )
CLUSTERED(double, FLOATING(double), (double)-INFINITY, (double)INFINITY, )
