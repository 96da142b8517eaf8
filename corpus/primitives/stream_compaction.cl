// Keeps the values that pass a predicate, in order. compact_count counts per work-group, a one-item launch of
// compact_offsets turns counts into offsets, compact_scatter writes each kept value behind those before it.

/*!
[config]
name: stream compaction
clc_version_min: 10

[test]
name: count
kernel_name: compact_count
dimensions: 1
global_size: 24 1 1
local_size: 8 1 1
arg_in: 0 buffer int[22] 27 6 6 -7 -3 37 0 18 13 26 24 -8 15 13 0 -11 22 -17 6 20 12 32
arg_in: 1 uint 22
arg_out: 2 buffer uint[3] 4 4 5

[test]
name: offsets
kernel_name: compact_offsets
dimensions: 1
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 buffer uint[3] 4 4 5
arg_out: 0 buffer uint[3] 0 4 8
arg_in: 1 uint 3
arg_out: 2 buffer uint[1] 13

[test]
name: scatter
kernel_name: compact_scatter
dimensions: 1
global_size: 24 1 1
local_size: 8 1 1
arg_in: 0 buffer int[22] 27 6 6 -7 -3 37 0 18 13 26 24 -8 15 13 0 -11 22 -17 6 20 12 32
arg_in: 1 uint 22
arg_in: 2 buffer uint[3] 0 4 8
arg_out: 3 buffer int[13] 6 6 37 18 13 26 24 13 22 6 20 12 32
arg_in: 4 uint16 NULL
!*/

bool keep(const int value)
{
    return value > 0 && (value & 3) != 3;
}

// Inclusive prefix sum over the work-group (Hillis and Steele), double-buffered.
uint scan_inclusive(uint value, __local uint *buffer)
{
    const uint lid = get_local_id(0);
    const uint size = get_local_size(0);
    __local uint *from = buffer;
    __local uint *to = buffer + size;
    from[lid] = value;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint offset = 1; offset < size; offset *= 2) {
        to[lid] = from[lid] + (lid >= offset ? from[lid - offset] : 0u);
        barrier(CLK_LOCAL_MEM_FENCE);
        __local uint *swap = from;
        from = to;
        to = swap;
    }
    return from[lid];
}

__kernel void compact_count(__global const int *in, const uint n, __global uint *counts)
{
    __local uint count;
    if (get_local_id(0) == 0)
        count = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    const uint i = get_global_id(0);
    if (i < n && keep(in[i]))
        atomic_inc(&count);
    barrier(CLK_LOCAL_MEM_FENCE);
    if (get_local_id(0) == 0)
        counts[get_group_id(0)] = count;
}

__kernel void compact_offsets(__global uint *counts, const uint groups, __global uint *total)
{
    uint sum = 0;
    for (uint i = 0; i < groups; ++i) {
        const uint count = counts[i];
        counts[i] = sum;
        sum += count;
    }
    *total = sum;
}

__kernel void compact_scatter(__global const int *in, const uint n, __global const uint *offsets, __global int *out,
                              __local uint *buffer)
{
    const uint i = get_global_id(0);
    const int value = i < n ? in[i] : 0;
    const bool kept = keep(value);
    const uint rank = scan_inclusive(kept ? 1u : 0u, buffer);
    if (kept)
        out[offsets[get_group_id(0)] + rank - 1] = value;
}
