// y = A * x: one work-group of any power-of-two size per row, float4 loads, a tree reduction in local memory.

/*!
[config]
name: matrix times vector
clc_version_min: 10
kernel_name: gemv
dimensions: 1
global_size: 12 1 1
local_size: 4 1 1

[test]
name: 3x20, four work-items a row
arg_in: 0 buffer float4[15] 0 -4 5 -9 -9 8 7 1 -1 -5 -5 2 3 7 2 0 -4 -3 1 9 -4 6 -5 3 -7 9 9 -8 9 5 1 -1 8 3 9 2 -4 \
          -3 -8 -5 -9 -8 -8 -7 7 -1 -3 4 -4 3 5 -5 -4 -4 -3 7 6 8 -5 -2
arg_in: 1 buffer float4[5] 8 -6 -2 5 -1 -5 5 2 7 0 -9 7 9 -1 5 6 2 -6 6 1
arg_out: 2 buffer float[3] 82 78 -233
arg_in: 3 uint 5
arg_in: 4 float4 NULL
!*/

__kernel void gemv(__global const float4 *a, __global const float4 *x, __global float *y, const uint cols4,
                   __local float *partial)
{
    const uint row = get_group_id(0);
    const uint lid = get_local_id(0);
    __global const float4 *line = a + row * cols4;

    float sum = 0.0f;
    for (uint i = lid; i < cols4; i += get_local_size(0))
        sum += dot(line[i], x[i]);
    partial[lid] = sum;

    for (uint half_size = get_local_size(0) / 2; half_size > 0; half_size >>= 1) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (lid < half_size)
            partial[lid] += partial[lid + half_size];
    }
    if (lid == 0)
        y[row] = partial[0];
}
