// One Jacobi iteration for a dense system A x = b, with the largest change kept by an atomic: the bits of non-negative
// floats are ordered as integers.

/*!
[config]
name: Jacobi iteration
clc_version_min: 10
kernel_name: jacobi
dimensions: 1
global_size: 4 1 1
local_size: 2 1 1

[test]
name: 4x4
arg_in: 0 buffer float[16] 4 1 -1 2 1 8 2 -1 0 1 2 -1 1 -2 1 16
arg_in: 1 buffer float[4] 7 -3 6 20
arg_in: 2 buffer float[4] 1 2 -1 2
arg_out: 3 buffer float[4] 0 0 3 1.5
arg_in: 4 int 4
arg_in: 5 buffer int[1] 0
arg_out: 5 buffer int[1] 1082130432

[test]
name: a larger change is kept
arg_in: 0 buffer float[16] 4 1 -1 2 1 8 2 -1 0 1 2 -1 1 -2 1 16
arg_in: 1 buffer float[4] 7 -3 6 20
arg_in: 2 buffer float[4] 1 2 -1 2
arg_out: 3 buffer float[4] 0 0 3 1.5
arg_in: 4 int 4
arg_in: 5 buffer int[1] 2130706432
arg_out: 5 buffer int[1] 2130706432
!*/

__kernel void jacobi(__global const float *a, __global const float *b, __global const float *x, __global float *x_next,
                     const int n, __global int *largest_change)
{
    const int row = get_global_id(0);
    if (row >= n)
        return;
    __global const float *line = a + row * n;

    float sum = 0.0f;
    for (int col = 0; col < n; ++col) {
        if (col == row)
            continue;
        sum += line[col] * x[col];
    }
    const float value = (b[row] - sum) / line[row];
    x_next[row] = value;
    atomic_max(largest_change, as_int(fabs(value - x[row])));
}
