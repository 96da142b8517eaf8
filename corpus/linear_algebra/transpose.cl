// Matrix transpose through a padded local tile: reads and writes are both along rows, without bank conflicts.

/*!
[config]
name: transpose
clc_version_min: 10
build_options: -D TILE=4
kernel_name: transpose
dimensions: 2
global_size: 8 8 1
local_size: 4 4 1

[test]
name: 7x5, edges cut the tiles
arg_in: 0 buffer float[35] 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 \
          34 35
arg_out: 1 buffer float[35] 1 8 15 22 29 2 9 16 23 30 3 10 17 24 31 4 11 18 25 32 5 12 19 26 33 6 13 20 27 34 7 14 \
          21 28 35
arg_in: 2 uint 7
arg_in: 3 uint 5
!*/

#ifndef TILE
#define TILE 16
#endif

__kernel void transpose(__global const float *in, __global float *out, const uint width, const uint height)
{
    __local float tile[TILE * (TILE + 1)];
    const uint lx = get_local_id(0);
    const uint ly = get_local_id(1);

    uint x = get_group_id(0) * TILE + lx;
    uint y = get_group_id(1) * TILE + ly;
    if (x < width && y < height)
        tile[ly * (TILE + 1) + lx] = in[y * width + x];

    barrier(CLK_LOCAL_MEM_FENCE);

    x = get_group_id(1) * TILE + lx;
    y = get_group_id(0) * TILE + ly;
    if (x < height && y < width)
        out[y * height + x] = tile[lx * (TILE + 1) + ly];
}
