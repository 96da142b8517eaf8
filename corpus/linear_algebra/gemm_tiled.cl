// C = A * B for row-major square-tile multiples. Each work-group stages TILE x TILE blocks of A and B in local memory.

/*!
[config]
name: tiled matrix product
clc_version_min: 10
build_options: -D TILE=4
kernel_name: gemm_tiled
dimensions: 2
global_size: 8 8 1
local_size: 4 4 1

[test]
name: 8x8 in tiles of 4x4
arg_in: 0 buffer float[64] -5 7 1 -6 -7 -7 -5 -1 2 1 -3 -9 -1 0 1 -7 -2 -4 3 7 9 2 0 -1 2 -7 -2 -3 0 -2 5 -9 0 2 2 \
          -8 -8 4 5 5 9 1 0 9 -9 -1 1 -1 -7 8 6 -3 3 -9 -5 4 4 4 3 7 9 -1 -9 4
arg_in: 1 buffer float[64] 8 0 -7 7 -3 -5 4 -9 3 7 -4 -5 1 1 7 -3 6 -6 -8 -4 3 -9 -5 9 -3 2 -8 -3 4 -8 2 -1 8 7 9 3 \
          2 4 -4 -2 -4 5 -4 -5 -4 6 6 -8 4 -4 9 -6 0 -7 -9 -3 0 -7 -1 1 0 0 -5 3
arg_out: 2 buffer float[64] -43 -26 -32 -13 15 36 48 121 24 45 85 32 -52 79 42 -61 33 48 24 -11 49 -29 -56 13 20 -10 \
          116 37 -23 -22 -49 -38 -18 -105 -8 -63 -56 5 -26 4 -16 -40 -206 2 -4 -165 87 -73 53 -18 7 -16 77 6 -49 189 \
          81 90 -124 65 51 -6 62 1
arg_in: 3 uint 8
arg_in: 4 uint 8
!*/

#ifndef TILE
#define TILE 16
#endif

__kernel __attribute__((reqd_work_group_size(TILE, TILE, 1)))
void gemm_tiled(__global const float *restrict a, __global const float *restrict b, __global float *restrict c,
                const uint n, const uint k)
{
    __local float tile_a[TILE][TILE];
    __local float tile_b[TILE][TILE];
    const uint lx = get_local_id(0);
    const uint ly = get_local_id(1);
    const uint col = get_group_id(0) * TILE + lx;
    const uint row = get_group_id(1) * TILE + ly;

    float sum = 0.0f;
    for (uint t = 0; t < k; t += TILE) {
        tile_a[ly][lx] = a[row * k + t + lx];
        tile_b[ly][lx] = b[(t + ly) * n + col];
        barrier(CLK_LOCAL_MEM_FENCE);
        for (uint i = 0; i < TILE; ++i)
            sum = mad(tile_a[ly][i], tile_b[i][lx], sum);
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    c[row * n + col] = sum;
}
