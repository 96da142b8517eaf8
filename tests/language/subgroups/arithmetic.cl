// Sub-group reductions and scans of every type, in whole sub-groups and in those whose last lanes have no work-item; and
// among the work-items that go one way.

/*!
[config]
name: subgroup arithmetic
clc_version_min: 30
build_options: -cl-std=CL3.0
dimensions: 3

[test]
name: char
kernel_name: reduce_char
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: char, 5 by 3 by 2
kernel_name: reduce_char
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform char, 5 by 3 by 2
kernel_name: non_uniform_char
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: uchar
kernel_name: reduce_uchar
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: uchar, 5 by 3 by 2
kernel_name: reduce_uchar
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform uchar, 5 by 3 by 2
kernel_name: non_uniform_uchar
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: short
kernel_name: reduce_short
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: short, 5 by 3 by 2
kernel_name: reduce_short
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform short, 5 by 3 by 2
kernel_name: non_uniform_short
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: ushort
kernel_name: reduce_ushort
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: ushort, 5 by 3 by 2
kernel_name: reduce_ushort
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform ushort, 5 by 3 by 2
kernel_name: non_uniform_ushort
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: int
kernel_name: reduce_int
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: int, 5 by 3 by 2
kernel_name: reduce_int
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform int, 12 in a row
kernel_name: non_uniform_int
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: uint
kernel_name: reduce_uint
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: uint, 5 by 3 by 2
kernel_name: reduce_uint
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform uint, 5 by 3 by 2
kernel_name: non_uniform_uint
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: long
kernel_name: reduce_long
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: long, 5 by 3 by 2
kernel_name: reduce_long
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform long, 5 by 3 by 2
kernel_name: non_uniform_long
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: ulong
kernel_name: reduce_ulong
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: ulong, 5 by 3 by 2
kernel_name: reduce_ulong
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform ulong, 5 by 3 by 2
kernel_name: non_uniform_ulong
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: float
kernel_name: reduce_float
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: float, 5 by 3 by 2
kernel_name: reduce_float
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform float, 5 by 3 by 2
kernel_name: non_uniform_float
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: half
kernel_name: reduce_half
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: half, 5 by 3 by 2
kernel_name: reduce_half
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform half, 12 in a row
kernel_name: non_uniform_half
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: double
kernel_name: reduce_double
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: double, 5 by 3 by 2
kernel_name: reduce_double
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: non-uniform double, 5 by 3 by 2
kernel_name: non_uniform_double
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

// A reduction and both scans, of the work-items that are active, against the same by one work-item alone.
#define CHECK(T, prefix, op, OP, identity)                                          \
  {                                                                                 \
    T all = identity, up_to = identity, before = identity;                          \
    FOR_LANES if (actives[i]) {                                                     \
      all = (T)OP(all, values[i]);                                                  \
      if (places[i] <= place) up_to = (T)OP(up_to, values[i]);                      \
      if (places[i] < place) before = (T)OP(before, values[i]);                     \
    }                                                                               \
    good &= prefix##reduce_##op(x) == all;                                          \
    good &= prefix##scan_inclusive_##op(x) == up_to;                                \
    good &= prefix##scan_exclusive_##op(x) == before;                               \
  }
#define CHECK_LOGICAL(op, OP, identity)                                                  \
  {                                                                                      \
    int all = identity, up_to = identity, before = identity;                             \
    FOR_LANES if (actives[i]) {                                                          \
      all = OP(all, values[i] != 0);                                                     \
      if (places[i] <= place) up_to = OP(up_to, values[i] != 0);                         \
      if (places[i] < place) before = OP(before, values[i] != 0);                        \
    }                                                                                    \
    good &= (sub_group_non_uniform_reduce_logical_##op(x) != 0) == all;                  \
    good &= (sub_group_non_uniform_scan_inclusive_logical_##op(x) != 0) == up_to;        \
    good &= (sub_group_non_uniform_scan_exclusive_logical_##op(x) != 0) == before;       \
  }

#define UNIFORM(T, value, least, most)                   \
  kernel void reduce_##T(global int* out) {              \
    BEGIN(T, value)                                      \
    actives[self] = 1;                                   \
    barrier(CLK_LOCAL_MEM_FENCE);                        \
    CHECK(T, sub_group_, add, ADD, 0)                    \
    CHECK(T, sub_group_, min, MIN, most)                 \
    CHECK(T, sub_group_, max, MAX, least)                \
    OUT = good;                                          \
  }
#define NON_UNIFORM(T, value, least, most, BITS)         \
  kernel void non_uniform_##T(global int* out) {         \
    BEGIN(T, value)                                      \
    actives[self] = Random() % 3 != 0;                   \
    barrier(CLK_LOCAL_MEM_FENCE);                        \
    if (actives[self]) {                                 \
      CHECK(T, sub_group_non_uniform_, add, ADD, 0)      \
      CHECK(T, sub_group_non_uniform_, mul, MUL, 1)      \
      CHECK(T, sub_group_non_uniform_, min, MIN, most)   \
      CHECK(T, sub_group_non_uniform_, max, MAX, least)  \
      BITS                                               \
    }                                                    \
    OUT = good;                                          \
  }
#define BITWISE(T)                                           \
  CHECK(T, sub_group_non_uniform_, and, AND, (T)~(T)0)       \
  CHECK(T, sub_group_non_uniform_, or, OR, 0)                \
  CHECK(T, sub_group_non_uniform_, xor, XOR, 0)

kernel void logical(global int* out) {
  BEGIN(int, Random() % 5 != 0)
  actives[self] = Random() % 3 != 0;
  barrier(CLK_LOCAL_MEM_FENCE);
  if (actives[self]) {
    CHECK_LOGICAL(and, AND, 1)
    CHECK_LOGICAL(or, OR, 0)
    CHECK_LOGICAL(xor, XOR, 0)
  }
  OUT = good;
}

UNIFORM(char, INTEGER(char), CHAR_MIN, CHAR_MAX)
NON_UNIFORM(char, INTEGER(char), CHAR_MIN, CHAR_MAX, BITWISE(char))
UNIFORM(uchar, INTEGER(uchar), 0, UCHAR_MAX)
NON_UNIFORM(uchar, INTEGER(uchar), 0, UCHAR_MAX, BITWISE(uchar))
UNIFORM(short, INTEGER(short), SHRT_MIN, SHRT_MAX)
NON_UNIFORM(short, INTEGER(short), SHRT_MIN, SHRT_MAX, BITWISE(short))
UNIFORM(ushort, INTEGER(ushort), 0, USHRT_MAX)
NON_UNIFORM(ushort, INTEGER(ushort), 0, USHRT_MAX, BITWISE(ushort))
UNIFORM(int, INTEGER(int), INT_MIN, INT_MAX)
NON_UNIFORM(int, INTEGER(int), INT_MIN, INT_MAX, BITWISE(int))
UNIFORM(uint, INTEGER(uint), 0, UINT_MAX)
NON_UNIFORM(uint, INTEGER(uint), 0, UINT_MAX, BITWISE(uint))
UNIFORM(long, INTEGER(long), LONG_MIN, LONG_MAX)
NON_UNIFORM(long, INTEGER(long), LONG_MIN, LONG_MAX, BITWISE(long))
UNIFORM(ulong, INTEGER(ulong), 0, ULONG_MAX)
NON_UNIFORM(ulong, INTEGER(ulong), 0, ULONG_MAX, BITWISE(ulong))
UNIFORM(float, FLOATING(float), -INFINITY, INFINITY)
NON_UNIFORM(float, FLOATING(float), -INFINITY, INFINITY, )
UNIFORM(half, FLOATING(half), (half)-INFINITY, (half)INFINITY)
NON_UNIFORM(half, FLOATING(half), (half)-INFINITY, (half)INFINITY, )
UNIFORM(double, FLOATING(double), (double)-INFINITY, (double)INFINITY)
NON_UNIFORM(double, FLOATING(double), (double)-INFINITY, (double)INFINITY, )
