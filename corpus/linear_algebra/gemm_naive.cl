// C = alpha * A * B + beta * C, row-major, one work-item for one element of C.

/*!
[config]
name: naive matrix product
clc_version_min: 10
kernel_name: gemm_naive
dimensions: 2
global_size: 4 4 1
local_size: 2 2 1

[test]
name: 3x5 times 5x4
arg_in: 0 int 3
arg_in: 1 int 4
arg_in: 2 int 5
arg_in: 3 float 2
arg_in: 4 buffer float[15] -9 -2 5 -4 -5 -4 3 -3 -3 7 5 -8 -5 -8 0
arg_in: 5 buffer float[20] -7 -1 -4 -2 5 -4 4 5 -5 -8 8 -5 -4 -1 -8 -4 -4 -9 -6 6
arg_in: 6 float 0.5
arg_in: 7 buffer float[12] 1 0 0 -2 -3 -5 9 -4 6 0 0 -1
arg_out: 7 buffer float[12] 128.5 52 260 -63 82.5 -90.5 -23.5 182 -33 150 -56 13.5
!*/

__kernel void gemm_naive(const int m, const int n, const int k, const float alpha, __global const float *a,
                         __global const float *b, const float beta, __global float *c)
{
    const int col = get_global_id(0);
    const int row = get_global_id(1);
    if (row >= m || col >= n)
        return;

    float sum = 0.0f;
    for (int i = 0; i < k; ++i)
        sum += a[row * k + i] * b[i * n + col];
    c[row * n + col] = alpha * sum + beta * c[row * n + col];
}
