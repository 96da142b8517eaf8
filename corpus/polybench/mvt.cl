// x1 += A * y1 and x2 += transpose(A) * y2, in one kernel over a 2D range: row 0 does the first, row 1 the second.

/*!
[config]
name: mvt
clc_version_min: 10
kernel_name: mvt
dimensions: 2
global_size: 8 2 1
local_size: 4 1 1

[test]
name: both products
arg_in: 0 buffer float[25] 2 0 -8 5 3 -3 -9 -9 -8 9 -1 -3 5 -2 -9 0 3 6 9 -4 -3 -5 7 9 9
arg_in: 1 buffer float[5] 2 -5 -6 9 -2
arg_out: 1 buffer float[5] -116 -46 63 2 -39
arg_in: 2 buffer float[5] -2 4 -1 5 7
arg_out: 2 buffer float[5] -6 -35 -99 -31 43
arg_in: 3 buffer float[5] -4 3 8 -8 -2
arg_in: 4 buffer float[5] 4 7 0 3 -3
arg_in: 5 uint 5
!*/

float walk(__global const float *a, uint stride, __global const float *v, uint n)
{
    float sum = 0.0f;
    for (uint i = 0; i < n; ++i)
        sum += a[i * stride] * v[i];
    return sum;
}

__kernel void mvt(__global const float *restrict a, __global float *restrict x1, __global float *restrict x2,
                  __global const float *restrict y1, __global const float *restrict y2, uint n)
{
    const uint i = get_global_id(0);
    if (i >= n)
        return;
    switch (get_global_id(1)) {
    case 0:
        x1[i] += walk(a + i * n, 1, y1, n);
        break;
    case 1:
        x2[i] += walk(a + i, n, y2, n);
        break;
    }
}
