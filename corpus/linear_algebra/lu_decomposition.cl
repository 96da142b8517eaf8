// In-place LU decomposition without pivoting, right-looking: for each step k the host launches lu_column, then
// lu_submatrix. The global offset (k + 1) makes each launch cover only what is left.

/*!
[config]
name: LU decomposition
clc_version_min: 10

[test]
name: first column
kernel_name: lu_column
dimensions: 1
global_size: 3 1 1
local_size: 1 1 1
global_offset: 1 0 0
arg_in: 0 buffer float[16] 2 4 -2 6 4 9 1 2 -6 2 8 4 8 1 3 5
arg_out: 0 buffer float[16] 2 4 -2 6 2 9 1 2 -3 2 8 4 4 1 3 5
arg_in: 1 int 4
arg_in: 2 int 0

[test]
name: first update, one work-item too many in each direction
kernel_name: lu_submatrix
dimensions: 2
global_size: 4 4 1
local_size: 2 2 1
global_offset: 1 1 0
arg_in: 0 buffer float[16] 2 4 -2 6 2 9 1 2 -3 2 8 4 4 1 3 5
arg_out: 0 buffer float[16] 2 4 -2 6 2 1 5 -10 -3 14 2 22 4 -15 11 -19
arg_in: 1 int 4
arg_in: 2 int 0
!*/

__kernel void lu_column(__global float *a, const int n, const int k)
{
    const int row = get_global_id(0);
    if (row < n)
        a[row * n + k] /= a[k * n + k];
}

__kernel void lu_submatrix(__global float *a, const int n, const int k)
{
    const int col = get_global_id(0);
    const int row = get_global_id(1);
    if (row >= n || col >= n)
        return;
    a[row * n + col] -= a[row * n + k] * a[k * n + col];
}
