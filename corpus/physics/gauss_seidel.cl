// Red-black Gauss-Seidel with over-relaxation for Poisson's equation on a grid: each launch updates the cells of one
// colour in place. A work-item owns a pair of neighbours and picks the one of its colour.

/*!
[config]
name: red-black Gauss-Seidel
clc_version_min: 10
kernel_name: gauss_seidel
dimensions: 2
global_size: 4 4 1
local_size: 2 2 1

[test]
name: red
arg_in: 0 buffer float[42] -3 11 -3 0 -1 16 -9 -1 -10 6 -3 7 3 15 -5 10 8 -14 7 -10 -9 1 14 -15 -4 10 15 -10 -7 4 7 \
          -2 -10 9 -13 15 8 -2 -8 -15 0 -5
arg_out: 0 buffer float[42] -3 11 -3 0 -1 16 -9 -1 19.625 6 2.25 7 15 15 -5 10 -7.75 -14 -6.125 -10 -9 1 -8.875 -15 \
          -4.375 10 -9.375 -10 -7 4 -12.5 -2 11 9 -13 15 8 -2 -8 -15 0 -5
arg_in: 1 buffer float[42] -12 11 -14 -15 -1 15 -4 6 -13 12 -3 -6 -16 16 9 -10 -3 -15 0 -15 -6 10 5 16 -4 1 4 -1 6 \
          -10 9 8 -14 16 -10 -3 3 -3 -16 12 -13 4
arg_in: 2 int2 7 6
arg_in: 3 int 0
arg_in: 4 float 1.5

[test]
name: black
arg_in: 0 buffer float[42] -3 11 -3 0 -1 16 -9 -1 -10 6 -3 7 3 15 -5 10 8 -14 7 -10 -9 1 14 -15 -4 10 15 -10 -7 4 7 \
          -2 -10 9 -13 15 8 -2 -8 -15 0 -5
arg_out: 0 buffer float[42] -3 11 -3 0 -1 16 -9 -1 -10 -10.5 -3 1 3 15 -5 1.375 8 15.625 7 16.625 -9 1 14 10.875 -4 \
          -2.375 15 -10 -7 10 7 -7.625 -10 -13.5 -13 15 8 -2 -8 -15 0 -5
arg_in: 1 buffer float[42] -12 11 -14 -15 -1 15 -4 6 -13 12 -3 -6 -16 16 9 -10 -3 -15 0 -15 -6 10 5 16 -4 1 4 -1 6 \
          -10 9 8 -14 16 -10 -3 3 -3 -16 12 -13 4
arg_in: 2 int2 7 6
arg_in: 3 int 1
arg_in: 4 float 1.5
!*/

__kernel void gauss_seidel(__global float *u, __global const float *f, const int2 size, const int colour,
                           const float omega)
{
    const int y = get_global_id(1) + 1;
    const int x = 2 * get_global_id(0) + 1 + ((y + colour + 1) & 1);
    if (x >= size.x - 1 || y >= size.y - 1)
        return;
    const int i = mad24(y, size.x, x);
    const float around = u[i - 1] + u[i + 1] + u[i - size.x] + u[i + size.x];
    u[i] += omega * (0.25f * (around - f[i]) - u[i]);
}
