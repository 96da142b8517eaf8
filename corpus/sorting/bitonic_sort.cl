// Bitonic sort of key/value pairs: small blocks are sorted in local memory, the host launches the global passes.

/*!
[config]
name: bitonic sort
clc_version_min: 10

[test]
name: two runs of eight, up and down
kernel_name: bitonic_local
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer uint2[16] 23 1000 5 1001 42 1002 17 1003 8 1004 99 1005 1 1006 64 1007 77 1008 3 1009 50 1010 31 \
          1011 12 1012 90 1013 28 1014 6 1015
arg_out: 0 buffer uint2[16] 1 1006 5 1001 8 1004 17 1003 23 1000 42 1002 64 1007 99 1005 90 1013 77 1008 50 1010 31 \
          1011 28 1014 12 1012 6 1015 3 1009
arg_in: 1 uint16 NULL

[test]
name: first merge pass
kernel_name: bitonic_pass
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer uint2[16] 1 1006 5 1001 8 1004 17 1003 23 1000 42 1002 64 1007 99 1005 90 1013 77 1008 50 1010 31 \
          1011 28 1014 12 1012 6 1015 3 1009
arg_out: 0 buffer uint2[16] 1 1006 5 1001 8 1004 17 1003 23 1000 12 1012 6 1015 3 1009 90 1013 77 1008 50 1010 31 \
          1011 28 1014 42 1002 64 1007 99 1005
arg_in: 1 uint 3
arg_in: 2 uint 3
!*/

void compare_exchange(uint2 *a, uint2 *b, const bool descending)
{
    const bool swap = (a->x > b->x) != descending;
    const uint2 low = swap ? *b : *a;
    const uint2 high = swap ? *a : *b;
    *a = low;
    *b = high;
}

// One pass over the whole array: distance `1 << pass` within runs of `2 << stage`.
__kernel void bitonic_pass(__global uint2 *pairs, const uint stage, const uint pass)
{
    const uint i = get_global_id(0);
    const uint distance = 1u << pass;
    const uint left = (i >> pass << (pass + 1)) | (i & (distance - 1));
    const uint right = left + distance;
    const bool descending = (i >> stage) & 1;

    uint2 a = pairs[left];
    uint2 b = pairs[right];
    compare_exchange(&a, &b, descending);
    pairs[left] = a;
    pairs[right] = b;
}

// Sorts runs of 2 * local size, alternately up and down, which is where the global stages begin.
__kernel void bitonic_local(__global uint2 *pairs, __local uint2 *block)
{
    const uint lid = get_local_id(0);
    const uint size = get_local_size(0);
    __global uint2 *mine = pairs + get_group_id(0) * 2 * size;
    block[lid] = mine[lid];
    block[lid + size] = mine[lid + size];

    for (uint run = 2; run <= 2 * size; run <<= 1) {
        // The last stage's direction alternates by work-group, the others' by position inside the block.
        const bool descending = run == 2 * size ? get_group_id(0) & 1 : (2 * lid / run) & 1;
        uint distance = run / 2;
        do {
            barrier(CLK_LOCAL_MEM_FENCE);
            const uint left = 2 * lid - (lid & (distance - 1));
            uint2 a = block[left];
            uint2 b = block[left + distance];
            compare_exchange(&a, &b, descending);
            block[left] = a;
            block[left + distance] = b;
            distance >>= 1;
        } while (distance > 0);
    }

    barrier(CLK_LOCAL_MEM_FENCE);
    mine[lid] = block[lid];
    mine[lid + size] = block[lid + size];
}
