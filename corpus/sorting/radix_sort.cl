// One pass of a least-significant-digit radix sort with 4-bit digits: count digits per work-group, scan the counts
// (digit-major, one work-item), scatter stably. Eight passes sort 32-bit keys.

/*!
[config]
name: radix sort pass
clc_version_min: 10

[test]
name: count the second digit
kernel_name: radix_count
dimensions: 1
global_size: 32 1 1
local_size: 16 1 1
arg_in: 0 buffer uint[32] 419 179 705 211 992 1279 1296 1569 1843 2127 2398 2656 2943 3203 3473 3746 291 564 837 \
          1110 1383 1656 1929 2202 2475 2748 3021 3294 3567 3824 3841 18
arg_in: 1 uint 4
arg_out: 2 buffer uint[32] 0 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 1 1 1 1

[test]
name: offsets
kernel_name: radix_scan
dimensions: 1
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 buffer uint[32] 0 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 1 1 1 1 1 1 1
arg_out: 0 buffer uint[32] 0 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 21 22 23 24 25 26 27 28 29 30 31
arg_in: 1 uint 32

[test]
name: stable scatter
kernel_name: radix_scatter
dimensions: 1
global_size: 32 1 1
local_size: 16 1 1
arg_in: 0 buffer uint[32] 419 179 705 211 992 1279 1296 1569 1843 2127 2398 2656 2943 3203 3473 3746 291 564 837 \
          1110 1383 1656 1929 2202 2475 2748 3021 3294 3567 3824 3841 18
arg_out: 1 buffer uint[32] 3841 1296 18 1569 291 1843 564 2127 837 2398 1110 2656 1383 2943 1656 3203 1929 3473 2202 \
          419 3746 2475 179 2748 705 3021 211 3294 992 3567 1279 3824
arg_in: 2 uint 4
arg_in: 3 buffer uint[32] 0 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 21 22 23 24 25 26 27 28 29 30 31
!*/

#define RADIX 16

inline uint digit_of(uint key, uint shift)
{
    return (key >> shift) & (RADIX - 1);
}

__kernel void radix_count(__global const uint *keys, const uint shift, __global uint *counts)
{
    __local uint local_counts[RADIX];
    const uint lid = get_local_id(0);
    if (lid < RADIX)
        local_counts[lid] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    atomic_add(&local_counts[digit_of(keys[get_global_id(0)], shift)], 1u);
    barrier(CLK_LOCAL_MEM_FENCE);
    if (lid < RADIX)
        counts[lid * get_num_groups(0) + get_group_id(0)] = local_counts[lid];
}

__kernel void radix_scan(__global uint *counts, const uint n)
{
    uint sum = 0;
    for (uint i = 0; i < n; ++i) {
        uint count = counts[i];
        counts[i] = sum;
        sum += count;
    }
}

__kernel void radix_scatter(__global const uint *keys, __global uint *sorted, const uint shift,
                            __global const uint *offsets)
{
    __local uchar digits[256]; // at most 256 work-items in a work-group
    const uint lid = get_local_id(0);
    const uint key = keys[get_global_id(0)];
    const uint digit = digit_of(key, shift);
    digits[lid] = (uchar)digit;
    barrier(CLK_LOCAL_MEM_FENCE);

    // The rank among equal digits of the work-group, by looking at those before: stable.
    uint rank = 0;
    for (uint i = 0; i < lid; ++i)
        rank += digits[i] == digit;
    sorted[offsets[mad24(digit, (uint)get_num_groups(0), (uint)get_group_id(0))] + rank] = key;
}
