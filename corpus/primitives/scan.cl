// Exclusive prefix sum in three launches: scan blocks of 2 * local size (work-efficient up- and down-sweep), scan the
// block sums with the same kernel, add them back.

/*!
[config]
name: exclusive scan
clc_version_min: 10

[test]
name: three blocks of eight
kernel_name: scan_blocks
dimensions: 1
global_size: 12 1 1
local_size: 4 1 1
arg_in: 0 buffer uint[21] 41 21 38 35 17 24 46 31 20 22 13 41 14 5 42 24 19 5 43 47 35
arg_out: 1 buffer uint[21] 0 41 62 100 135 152 176 222 0 20 42 55 96 110 115 157 0 19 24 67 114
arg_out: 2 buffer uint[3] 253 181 149
arg_in: 3 uint 21
arg_in: 4 uint8 NULL

[test]
name: block offsets added
kernel_name: scan_add
dimensions: 1
global_size: 12 1 1
local_size: 4 1 1
arg_in: 0 buffer uint[21] 0 41 62 100 135 152 176 222 0 20 42 55 96 110 115 157 0 19 24 67 114
arg_out: 0 buffer uint[21] 0 41 62 100 135 152 176 222 253 273 295 308 349 363 368 410 434 453 458 501 548
arg_in: 1 buffer uint[3] 0 253 434
arg_in: 2 uint 21
!*/

__kernel void scan_blocks(__global const uint *in, __global uint *out, __global uint *block_sums, const uint n,
                          __local uint *temp)
{
    const uint lid = get_local_id(0);
    const uint size = 2 * get_local_size(0);
    const uint base = get_group_id(0) * size;
    const uint a = base + 2 * lid;
    const uint b = a + 1;

    temp[2 * lid] = a < n ? in[a] : 0;
    temp[2 * lid + 1] = b < n ? in[b] : 0;

    uint offset = 1;
    for (uint d = size >> 1; d > 0; d >>= 1) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (lid < d) {
            const uint ai = offset * (2 * lid + 1) - 1;
            const uint bi = offset * (2 * lid + 2) - 1;
            temp[bi] += temp[ai];
        }
        offset <<= 1;
    }

    if (lid == 0) {
        block_sums[get_group_id(0)] = temp[size - 1];
        temp[size - 1] = 0;
    }

    for (uint d = 1; d < size; d <<= 1) {
        offset >>= 1;
        barrier(CLK_LOCAL_MEM_FENCE);
        if (lid < d) {
            const uint ai = offset * (2 * lid + 1) - 1;
            const uint bi = offset * (2 * lid + 2) - 1;
            const uint t = temp[ai];
            temp[ai] = temp[bi];
            temp[bi] += t;
        }
    }
    barrier(CLK_LOCAL_MEM_FENCE);

    if (a < n)
        out[a] = temp[2 * lid];
    if (b < n)
        out[b] = temp[2 * lid + 1];
}

__kernel void scan_add(__global uint *out, __global const uint *block_offsets, const uint n)
{
    const uint base = get_group_id(0) * 2 * get_local_size(0) + get_local_id(0);
    const uint add = block_offsets[get_group_id(0)];
#pragma unroll
    for (uint i = 0; i < 2; ++i) {
        const uint index = base + i * get_local_size(0);
        if (index < n)
            out[index] += add;
    }
}
