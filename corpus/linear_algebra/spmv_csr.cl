// y = A * x for a sparse matrix in compressed rows: eight lanes share a row and reduce in local memory.

/*!
[config]
name: sparse matrix times vector
clc_version_min: 10
kernel_name: spmv_csr
dimensions: 1
global_size: 128 1 1
local_size: 64 1 1

[test]
name: 10x12 with an empty row
arg_in: 0 int 10
arg_in: 1 buffer int[11] 0 4 8 10 14 22 26 31 31 35 40
arg_in: 2 buffer int[40] 0 1 7 9 5 7 8 10 6 8 1 4 8 11 0 1 3 4 5 6 7 10 2 3 6 9 0 3 6 7 9 3 5 9 10 0 3 8 9 10
arg_in: 3 buffer float[40] -1 1 3 4 2 -4 -3 1 -3 -1 -2 -4 3 3 4 -1 1 -2 -3 -3 4 3 -1 -1 4 3 -3 -3 -2 -2 3 -1 1 -1 -2 \
          -3 4 -1 2 4
arg_in: 4 buffer float[12] -1 8 -7 9 8 5 -5 -7 -1 0 -6 -3
arg_out: 5 buffer float[10] -12 35 16 -60 -65 -22 0 0 8 16
!*/

#define LANES 8

__kernel __attribute__((reqd_work_group_size(64, 1, 1)))
void spmv_csr(const int rows, __global const int *row_start, __global const int *column, __global const float *value,
              __global const float *x, __global float *y)
{
    __local volatile float partial[64];
    const int lid = get_local_id(0);
    const int lane = lid & (LANES - 1);
    const int row = get_global_id(0) / LANES;

    float sum = 0;
    if (row < rows) {
        const int end = row_start[row + 1];
        for (int i = row_start[row] + lane; i < end; i += LANES)
            sum += value[i] * x[column[i]];
    }
    partial[lid] = sum;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (lane < 4)
        partial[lid] += partial[lid + 4];
    barrier(CLK_LOCAL_MEM_FENCE);
    if (lane < 2)
        partial[lid] += partial[lid + 2];
    barrier(CLK_LOCAL_MEM_FENCE);
    if (lane == 0 && row < rows)
        y[row] = partial[lid] + partial[lid + 1];
}
