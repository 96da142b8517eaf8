// y = transpose(A) * x for a matrix of rows of float8: a work-item owns eight columns and walks down them.

/*!
[config]
name: transposed matrix times vector
clc_version_min: 10
kernel_name: matrix_vector_transposed
dimensions: 1
global_size: 2 1 1
local_size: 1 1 1

[test]
name: 3x16 in blocks of eight columns
arg_in: 0 buffer float8[6] 4 5 2 8 -3 5 -8 3 4 8 5 -6 7 -4 -4 0 -6 -2 6 -9 1 4 -4 8 2 -6 -7 6 -9 -1 9 -6 -2 -7 4 -7 \
          0 1 -1 4 4 2 -5 3 -2 -2 -1 -3
arg_in: 1 buffer float[3] 7 6 5
arg_out: 2 buffer float[16] -18 -12 70 -33 -15 64 -85 89 60 30 -32 9 -15 -44 21 -51
arg_in: 3 int 3
!*/

float8 scale_row(float8 row, float factor, float8 sum)
{
    return mad(row, (float8)(factor), sum);
}

__kernel void matrix_vector_transposed(__global const float8 *a, __global const float *x, __global float *y,
                                       const int rows)
{
    const int block = get_global_id(0);
    const int blocks = get_global_size(0);

    float8 sum = (float8)(0.0f);
    int row = 0;
    for (; row + 1 < rows; row += 2) {
        sum = scale_row(a[row * blocks + block], x[row], sum);
        sum = scale_row(a[(row + 1) * blocks + block], x[row + 1], sum);
    }
    if (row < rows)
        sum = scale_row(a[row * blocks + block], x[row], sum);
    vstore8(sum, block, y);
}
