// One explicit step of heat diffusion: five-point stencil over a local tile with a halo of one, fixed boundary.

/*!
[config]
name: heat step in 2D
clc_version_min: 10
kernel_name: stencil_2d
dimensions: 2
global_size: 32 16 1
local_size: 16 8 1

[test]
name: 18x9, four tiles
arg_in: 0 buffer float[162] 8 4 10 40 30 27 83 0 7 9 85 73 88 34 84 54 3 68 65 39 30 37 19 56 92 32 42 58 86 9 67 24 \
          90 69 60 70 70 82 55 72 5 86 56 11 51 69 61 62 25 61 76 61 62 68 56 72 2 33 97 52 21 12 47 88 20 50 51 4 \
          58 86 76 9 67 48 38 1 79 56 46 98 83 18 30 79 69 31 80 5 95 54 11 38 85 43 32 40 89 35 42 14 61 57 17 85 \
          72 61 41 79 23 35 82 22 4 36 97 29 33 38 69 29 89 75 74 36 28 91 89 8 19 40 52 92 13 44 65 85 86 26 43 9 6 \
          2 55 74 42 37 24 83 45 33 14 61 87 92 13 63 40 14 77 36 53 69
arg_out: 1 buffer float[162] 8 4 10 40 30 27 83 0 7 9 85 73 88 34 84 54 3 68 65 45.25 35.25 40.25 32 56 56.75 36.25 \
          37 51.5 53.25 72 36.5 63 63.25 66.25 51 70 70 59 46.5 32.5 68.5 42.25 52.5 37.75 42.25 64.5 59.25 36.25 \
          60.25 32.25 67.5 73.25 66.25 68 56 47 49.5 43 42.25 65 41.5 44.25 58.5 38.5 57.25 53 37 50.25 61.5 50 63 9 \
          67 53.75 34 48.25 46.5 54.25 66 44 51.25 53.75 44.5 51.5 44.5 59.5 41.5 80.5 44 54 11 44.75 50.25 35 41.5 \
          53.25 54.5 64.5 41.25 39.75 42.5 46.5 75 48.75 75 38.5 65.75 79 23 37.75 40.25 42.25 35.5 58.25 41.75 \
          52.25 43.5 50.25 53.5 60.25 41 64.25 47.25 41.25 55.75 91 89 45 38.5 44 45.25 33.5 61.75 42 62.25 70.25 \
          48.25 55.25 41 34.5 40.5 33.25 39.25 74 42 37 24 83 45 33 14 61 87 92 13 63 40 14 77 36 53 69
arg_in: 2 int 18
arg_in: 3 int 9
arg_in: 4 float 0.25
!*/

#define TX 16
#define TY 8

__kernel __attribute__((reqd_work_group_size(TX, TY, 1)))
void stencil_2d(__global const float *in, __global float *out, const int width, const int height, const float alpha)
{
    __local float tile[TY + 2][TX + 2];
    const int x = get_global_id(0);
    const int y = get_global_id(1);
    const int tx = get_local_id(0) + 1;
    const int ty = get_local_id(1) + 1;
    const int cx = min(x, width - 1);
    const int cy = min(y, height - 1);

    tile[ty][tx] = in[cy * width + cx];
    if (tx == 1)
        tile[ty][0] = in[cy * width + max(cx - 1, 0)];
    if (tx == TX)
        tile[ty][TX + 1] = in[cy * width + min(cx + 1, width - 1)];
    if (ty == 1)
        tile[0][tx] = in[max(cy - 1, 0) * width + cx];
    if (ty == TY)
        tile[TY + 1][tx] = in[min(cy + 1, height - 1) * width + cx];
    barrier(CLK_LOCAL_MEM_FENCE);

    if (x >= width || y >= height)
        return;
    const float centre = tile[ty][tx];
    const bool boundary = x == 0 || y == 0 || x == width - 1 || y == height - 1;
    const float laplacian = tile[ty - 1][tx] + tile[ty + 1][tx] + tile[ty][tx - 1] + tile[ty][tx + 1] - 4.0f * centre;
    out[y * width + x] = boundary ? centre : centre + alpha * laplacian;
}
