// 256-bin histogram of bytes read four at a time: local atomics per work-group, then global atomics.

/*!
[config]
name: histogram of bytes
clc_version_min: 10
kernel_name: histogram
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1

[test]
name: 44 bytes
arg_in: 0 buffer uchar4[11] 0 1 4 9 16 25 36 49 64 81 100 121 144 169 196 225 0 33 68 105 144 185 228 17 64 113 164 \
          217 16 73 132 193 0 65 132 201 16 89 164 241 255 255 0 7
arg_in: 1 uint 11
arg_in: 2 buffer uint[256] 0 0 0 1000 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 \
          0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 \
          0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 \
          0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 \
          0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 \
          0
arg_out: 2 buffer uint[256] 4 1 0 1000 1 0 0 1 0 1 0 0 0 0 0 0 3 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 1 0 0 1 0 0 0 0 0 0 \
          0 0 0 0 0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2 1 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 \
          0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0 0 0 0 0 2 0 0 0 0 \
          0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2 0 0 0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 1 0 0 1 0 0 0 0 1 \
          0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 1 0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 \
          2
!*/

#define BINS 256

__kernel void histogram(__global const uchar4 *data, const uint n4, volatile __global uint *bins)
{
    volatile __local uint counts[BINS];
    const uint lid = get_local_id(0);
    const uint step = get_local_size(0);

    for (uint i = lid; i < BINS; i += step)
        counts[i] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);

    for (uint i = get_global_id(0); i < n4; i += get_global_size(0)) {
        const uchar4 v = data[i];
        atomic_inc(&counts[v.x]);
        atomic_inc(&counts[v.y]);
        atomic_inc(&counts[v.z]);
        atomic_inc(&counts[v.w]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);

    for (uint i = lid; i < BINS; i += step) {
        const uint count = counts[i];
        if (count != 0)
            atomic_add(&bins[i], count);
    }
}
