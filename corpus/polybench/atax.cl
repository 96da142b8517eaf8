// y = transpose(A) * (A * x): two dependent kernels, the first along rows, the second along columns.

/*!
[config]
name: atax
clc_version_min: 10

[test]
name: A x
kernel_name: atax_rows
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer float[30] -6 2 -8 -9 -1 -4 -6 6 9 2 -9 6 -3 1 -4 -8 -6 5 6 -8 -3 -8 -8 0 8 1 0 4 7 -2
arg_in: 1 buffer float[6] -7 -6 1 -4 5 7
arg_out: 2 buffer float[5] 25 4 48 -5 -57
arg_in: 3 int 5
arg_in: 4 int 6

[test]
name: transposed A times that
kernel_name: atax_columns
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer float[30] -6 2 -8 -9 -1 -4 -6 6 9 2 -9 6 -3 1 -4 -8 -6 5 6 -8 -3 -8 -8 0 8 1 0 4 7 -2
arg_out: 1 buffer float[6] -804 105 -341 -789 -708 278
arg_in: 2 buffer float[5] 25 4 48 -5 -57
arg_in: 3 int 5
arg_in: 4 int 6
!*/

typedef float DATA_TYPE;

__kernel void atax_rows(__global DATA_TYPE *a, __global DATA_TYPE *x, __global DATA_TYPE *tmp, int nx, int ny)
{
    int i = get_global_id(0);
    if (i < nx) {
        DATA_TYPE acc = 0;
        int j;
        for (j = 0; j < ny; j++)
            acc += a[i * ny + j] * x[j];
        tmp[i] = acc;
    }
}

__kernel void atax_columns(__global DATA_TYPE *a, __global DATA_TYPE *y, __global DATA_TYPE *tmp, int nx, int ny)
{
    int j = get_global_id(0);
    if (j < ny) {
        y[j] = 0;
        for (int i = 0; i < nx; i++)
            y[j] += a[i * ny + j] * tmp[i];
    }
}
