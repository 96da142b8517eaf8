// What the work-items of a sub-group do together. The uniform functions are the non-uniform ones: of the work-items that are
// at the call.
#include "macros.h"

ulong kiln_host_query(int query, uint dimension);
void kiln_host_sub_group_barrier(void);
// Hands in `bytes` of a value, at most 128. Gives those of all lanes, by lane, which are good until the next such call, and which
// lanes are at the same call.
const private uchar* kiln_host_meet(const private void* value, uint bytes, private ulong* active, ulong call);
// The number of this call, when the program is prepared: what calls this function is inlined for that.
ulong kiln_host_call_number(void);

// ---- Places.
OVERLOAD uint get_sub_group_size(void) { return (uint)kiln_host_query(11, 0); }
OVERLOAD uint get_max_sub_group_size(void) { return (uint)kiln_host_query(12, 0); }
OVERLOAD uint get_num_sub_groups(void) { return (uint)kiln_host_query(13, 0); }
OVERLOAD uint get_enqueued_num_sub_groups(void) { return (uint)kiln_host_query(14, 0); }
OVERLOAD uint get_sub_group_id(void) { return (uint)kiln_host_query(15, 0); }
OVERLOAD uint get_sub_group_local_id(void) { return (uint)kiln_host_query(16, 0); }
#define LANE get_sub_group_local_id()
#define WIDTH get_max_sub_group_size()

OVERLOAD void sub_group_barrier(cl_mem_fence_flags flags) { kiln_host_sub_group_barrier(); }
OVERLOAD void sub_group_barrier(cl_mem_fence_flags flags, memory_scope scope) { kiln_host_sub_group_barrier(); }

// R NAME(T value, ...) with a body that returns. In it: `all` and `active`, the values and lanes at this call; `value`, the own one.
// PARAMETERS and ARGUMENTS are further ones, each with a comma before it.
#define MEETING(R, NAME, T, PARAMETERS, ARGUMENTS, ...) \
  static __attribute__((overloadable, noinline)) R NAME##_at(ulong call, T value PARAMETERS) { \
    ulong active; \
    const private T* all = (const private T*)kiln_host_meet(&value, sizeof(T), &active, call); \
    __VA_ARGS__ \
  } \
  OVERLOAD R NAME(T value PARAMETERS) { return NAME##_at(kiln_host_call_number(), value ARGUMENTS); }
#define WITH(...) , __VA_ARGS__
#define IS_ACTIVE(I) (active >> (I) & 1)
// The value of lane I; the own one where there is none.
#define VALUE_OF(I) ((I) < WIDTH && IS_ACTIVE(I) ? all[I] : value)

// ---- Votes and ballots.
#define VOTES(PREFIX) \
  MEETING(int, PREFIX##all, int, , , for (uint i = 0; i < WIDTH; ++i) if (IS_ACTIVE(i) && !all[i]) return 0; return 1;) \
  MEETING(int, PREFIX##any, int, , , for (uint i = 0; i < WIDTH; ++i) if (IS_ACTIVE(i) && all[i]) return 1; return 0;)
VOTES(sub_group_) VOTES(sub_group_non_uniform_)
MEETING(int, elected, int, , , return (active & ((1ul << LANE) - 1)) == 0;)
OVERLOAD int sub_group_elect(void) { return elected(0); }

uint4 mask_of(ulong lanes) { return (uint4)((uint)lanes, (uint)(lanes >> 32), 0, 0); }
ulong lanes_of(uint4 mask) { return (((ulong)mask.y << 32) | mask.x) & (WIDTH == 64 ? ~0ul : (1ul << WIDTH) - 1); }
uint bits_of(ulong lanes) { return (uint)__builtin_popcountl(lanes); }
#define EXISTING (WIDTH == 64 ? ~0ul : (1ul << WIDTH) - 1)
#define BELOW ((1ul << LANE) - 1)
MEETING(uint4, sub_group_ballot, int, , ,
  ulong lanes = 0;
  for (uint i = 0; i < WIDTH; ++i) if (IS_ACTIVE(i) && all[i]) lanes |= 1ul << i;
  return mask_of(lanes);)
OVERLOAD int sub_group_inverse_ballot(uint4 mask) { return lanes_of(mask) >> LANE & 1; }
OVERLOAD int sub_group_ballot_bit_extract(uint4 mask, uint index) { return index < 64 ? lanes_of(mask) >> index & 1 : 0; }
OVERLOAD uint sub_group_ballot_bit_count(uint4 mask) { return bits_of(lanes_of(mask)); }
OVERLOAD uint sub_group_ballot_inclusive_scan(uint4 mask) { return bits_of(lanes_of(mask) & (BELOW | 1ul << LANE)); }
OVERLOAD uint sub_group_ballot_exclusive_scan(uint4 mask) { return bits_of(lanes_of(mask) & BELOW); }
OVERLOAD uint sub_group_ballot_find_lsb(uint4 mask) { return lanes_of(mask) ? (uint)__builtin_ctzl(lanes_of(mask)) : 0; }
OVERLOAD uint sub_group_ballot_find_msb(uint4 mask) { return lanes_of(mask) ? 63 - (uint)__builtin_clzl(lanes_of(mask)) : 0; }
OVERLOAD uint4 get_sub_group_eq_mask(void) { return mask_of(1ul << LANE); }
OVERLOAD uint4 get_sub_group_ge_mask(void) { return mask_of(~BELOW & EXISTING); }
OVERLOAD uint4 get_sub_group_gt_mask(void) { return mask_of(~BELOW & ~(1ul << LANE) & EXISTING); }
OVERLOAD uint4 get_sub_group_le_mask(void) { return mask_of(BELOW | 1ul << LANE); }
OVERLOAD uint4 get_sub_group_lt_mask(void) { return mask_of(BELOW); }

// ---- Values of other lanes.
#define BROADCAST(T) \
  MEETING(T, sub_group_broadcast, T, WITH(uint lane), WITH(lane), return VALUE_OF(lane);) \
  MEETING(T, sub_group_non_uniform_broadcast, T, WITH(uint lane), WITH(lane), return VALUE_OF(lane);)
#define BROADCAST_N(N, T) BROADCAST(T##N)
#define EXCHANGE(T) \
  BROADCAST(T) VECTOR_WIDTHS(BROADCAST_N, T) \
  MEETING(int, sub_group_non_uniform_all_equal, T, , , \
    for (uint i = 0; i < WIDTH; ++i) if (IS_ACTIVE(i) && !(all[i] == value)) return 0; return 1;) \
  MEETING(T, sub_group_broadcast_first, T, , , return all[__builtin_ctzl(active)];) \
  MEETING(T, sub_group_shuffle, T, WITH(uint lane), WITH(lane), return VALUE_OF(lane);) \
  MEETING(T, sub_group_shuffle_xor, T, WITH(uint mask), WITH(mask), return VALUE_OF(LANE ^ mask);) \
  MEETING(T, sub_group_shuffle_up, T, WITH(uint delta), WITH(delta), return VALUE_OF(LANE - delta);) \
  MEETING(T, sub_group_shuffle_down, T, WITH(uint delta), WITH(delta), return VALUE_OF(LANE + delta);) \
  MEETING(T, sub_group_clustered_rotate, T, WITH(int delta, uint size), WITH(delta, size), \
    const uint lane = (LANE & ~(size - 1)) | ((LANE + (uint)delta) & (size - 1)); \
    return VALUE_OF(lane);) \
  OVERLOAD T sub_group_rotate(T value, int delta) { return sub_group_clustered_rotate(value, delta, WIDTH); }
INTEGER_TYPES(EXCHANGE) FLOAT_TYPES(EXCHANGE)

// ---- Reductions and scans, in the order of the lanes.
#define COMBINED(BEGIN, END, T, START, COMBINE) \
  T a = START; \
  for (uint i = BEGIN; i < END; ++i) if (IS_ACTIVE(i)) { const T b = all[i]; a = COMBINE; } \
  return a;
#define REDUCE(T, PREFIX, NAME, START, COMBINE) \
  MEETING(T, PREFIX##reduce_##NAME, T, , , COMBINED(0, WIDTH, T, START, COMBINE)) \
  MEETING(T, PREFIX##scan_inclusive_##NAME, T, , , COMBINED(0, LANE + 1, T, START, COMBINE)) \
  MEETING(T, PREFIX##scan_exclusive_##NAME, T, , , COMBINED(0, LANE, T, START, COMBINE))
#define CLUSTERED(T, NAME, START, COMBINE) \
  MEETING(T, sub_group_clustered_reduce_##NAME, T, WITH(uint size), WITH(size), \
    COMBINED(LANE / size * size, min(LANE / size * size + size, WIDTH), T, START, COMBINE))
#define NON_UNIFORM(T, NAME, START, COMBINE) REDUCE(T, sub_group_non_uniform_, NAME, START, COMBINE) CLUSTERED(T, NAME, START, COMBINE)
#define EVERYWHERE(T, NAME, START, COMBINE) REDUCE(T, sub_group_, NAME, START, COMBINE) NON_UNIFORM(T, NAME, START, COMBINE)
// Sums and products of signed numbers wrap: they are those of U.
#define ARITHMETIC(T, U, LEAST, GREATEST) \
  EVERYWHERE(T, add, (T)0, (T)((U)a + (U)b)) EVERYWHERE(T, min, GREATEST, b < a ? b : a) EVERYWHERE(T, max, LEAST, a < b ? b : a) \
  NON_UNIFORM(T, mul, (T)1, (T)((U)a * (U)b))
#define BITS(T, U, LEAST, GREATEST) \
  ARITHMETIC(T, U, LEAST, GREATEST) \
  NON_UNIFORM(T, and, (T)~(T)0, (T)(a & b)) NON_UNIFORM(T, or, (T)0, (T)(a | b)) NON_UNIFORM(T, xor, (T)0, (T)(a ^ b))
BITS(char, uint, CHAR_MIN, CHAR_MAX) BITS(uchar, uint, 0, UCHAR_MAX) BITS(short, uint, SHRT_MIN, SHRT_MAX) BITS(ushort, uint, 0, USHRT_MAX)
BITS(int, uint, INT_MIN, INT_MAX) BITS(uint, uint, 0, UINT_MAX) BITS(long, ulong, LONG_MIN, LONG_MAX) BITS(ulong, ulong, 0, ULONG_MAX)
ARITHMETIC(half, half, -INFINITY, INFINITY) ARITHMETIC(float, float, -INFINITY, INFINITY) ARITHMETIC(double, double, -INFINITY, INFINITY)
NON_UNIFORM(int, logical_and, 1, a && b) NON_UNIFORM(int, logical_or, 0, a || b) NON_UNIFORM(int, logical_xor, 0, (a != 0) ^ (b != 0))
