// Ballots, votes and lane masks, in whole sub-groups, in those whose last lanes have no work-item, and among the work-items
// that go one way.

/*!
[config]
name: subgroup ballots
clc_version_min: 30
build_options: -cl-std=CL3.0
dimensions: 3

[test]
name: masks
kernel_name: masks
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: masks, 12 in a row
kernel_name: masks
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: masks, 5 by 3 by 2
kernel_name: masks
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: ballots
kernel_name: ballots
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: ballots, 12 in a row
kernel_name: ballots
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: ballots, 5 by 3 by 2
kernel_name: ballots
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: votes
kernel_name: votes
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: votes, 12 in a row
kernel_name: votes
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: votes, 5 by 3 by 2
kernel_name: votes
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: elect
kernel_name: elect
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: elect, 12 in a row
kernel_name: elect
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: elect, 5 by 3 by 2
kernel_name: elect
global_size: 5 6 2
local_size: 5 3 2
arg_out: 0 buffer int[60] repeat 1

[test]
name: same
kernel_name: same
global_size: 64 1 1
local_size: 32 1 1
arg_out: 0 buffer int[64] repeat 1

[test]
name: same, 12 in a row
kernel_name: same
global_size: 24 1 1
local_size: 12 1 1
arg_out: 0 buffer int[24] repeat 1

[test]
name: same, 5 by 3 by 2
kernel_name: same
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

uint Random(void) { return Hash(get_global_id(0) * 131 + get_global_id(1) * 97 + get_global_id(2) * 799 + 3); }
bool Bit(uint4 mask, uint lane) {
  uint word = lane < 32 ? mask.x : lane < 64 ? mask.y : lane < 96 ? mask.z : mask.w;
  return word >> (lane % 32) & 1;
}

kernel void masks(global int* out) {
  uint lane = get_sub_group_local_id();
  uint4 eq = get_sub_group_eq_mask(), ge = get_sub_group_ge_mask(), gt = get_sub_group_gt_mask();
  uint4 le = get_sub_group_le_mask(), lt = get_sub_group_lt_mask();
  int good = 1;
  for (uint i = 0; i < 128; ++i) {
    bool exists = i < get_max_sub_group_size();
    good &= Bit(eq, i) == (i == lane) && Bit(le, i) == (i <= lane) && Bit(lt, i) == (i < lane);
    good &= Bit(ge, i) == (exists && i >= lane) && Bit(gt, i) == (exists && i > lane);
  }
  OUT = good;
}

kernel void ballots(global int* out) {
  BEGIN(int, Random() % 3 == 0)
  actives[self] = Random() % 5 != 0;
  barrier(CLK_LOCAL_MEM_FENCE);
  uint lane = get_sub_group_local_id();
  if (actives[self]) {
    uint4 mask = sub_group_ballot(x);
    uint all = 0, up_to = 0, before = 0, first = 1000, last = 1000;
    FOR_LANES {
      int other = places[i] % 1000;
      int bit = values[i] && actives[i];
      good &= Bit(mask, other) == bit;
      good &= (sub_group_ballot_bit_extract(mask, other) != 0) == bit;
      all += bit;
      up_to += bit && other <= lane;
      before += bit && other < lane;
      if (bit && (first == 1000 || other < first)) first = other;
      if (bit && (last == 1000 || other > last)) last = other;
    }
    good &= (sub_group_inverse_ballot(mask) != 0) == x;
    good &= sub_group_ballot_bit_count(mask) == all;
    good &= sub_group_ballot_inclusive_scan(mask) == up_to;
    good &= sub_group_ballot_exclusive_scan(mask) == before;
    if (all != 0) good &= sub_group_ballot_find_lsb(mask) == first && sub_group_ballot_find_msb(mask) == last;
    // Bits of lanes that the device does not have do not count.
    good &= sub_group_ballot_bit_count((uint4)(0xffffffff)) == get_max_sub_group_size();
    good &= sub_group_ballot_find_msb((uint4)(0xffffffff)) == get_max_sub_group_size() - 1;
  } else {
    uint4 mask = sub_group_ballot(1);
    FOR_LANES good &= Bit(mask, places[i] % 1000) == !actives[i];
  }
  OUT = good;
}

kernel void votes(global int* out) {
  BEGIN(int, Random() % 4 != 0)
  actives[self] = Random() % 7 < 3;
  barrier(CLK_LOCAL_MEM_FENCE);
  int all = 1, any = 0, all_active = 1, any_active = 0;
  FOR_LANES {
    all &= values[i];
    any |= values[i];
    if (actives[i] == actives[self]) all_active &= values[i], any_active |= values[i];
  }
  good &= (sub_group_all(x) != 0) == all && (sub_group_any(x) != 0) == any;
  if (actives[self]) {
    good &= (sub_group_non_uniform_all(x) != 0) == all_active;
    good &= (sub_group_non_uniform_any(x) != 0) == any_active;
  } else {
    good &= (sub_group_non_uniform_any(x) != 0) == any_active;
    good &= (sub_group_non_uniform_all(x) != 0) == all_active;
  }
  // The same question on both ways is two questions.
  int same;
  if (actives[self]) same = sub_group_non_uniform_all(x) != 0;
  else same = sub_group_non_uniform_all(x) != 0;
  OUT = good && same == all_active;
}

kernel void elect(global int* out) {
  BEGIN(int, 0)
  actives[self] = Random() % 3 == 0;
  barrier(CLK_LOCAL_MEM_FENCE);
  int first = 1;
  FOR_LANES if (actives[i] == actives[self] && places[i] < place) first = 0;
  if (actives[self]) good &= (sub_group_elect() != 0) == first;
  else good &= (sub_group_elect() != 0) == first;
  OUT = good;
}

kernel void same(global int* out) {
  BEGIN(int, get_sub_group_id() % 2 == 0 ? 7 : Random() % 2)
  barrier(CLK_LOCAL_MEM_FENCE);
  int equal = 1, lowest = place;
  FOR_LANES lowest = min(lowest, (int)places[i]);
  int first = 0;
  FOR_LANES if (places[i] == lowest) first = values[i];
  FOR_LANES equal &= values[i] == first;
  good &= (sub_group_non_uniform_all_equal(x) != 0) == equal;
  good &= (sub_group_non_uniform_all_equal((float)x) != 0) == equal;
  good &= (sub_group_non_uniform_all_equal((long)x << 40) != 0) == equal;
  good &= (sub_group_non_uniform_all_equal((uchar)x) != 0) == equal;
  good &= (sub_group_non_uniform_all_equal(NAN) != 0) == 0;
  OUT = good;
}
