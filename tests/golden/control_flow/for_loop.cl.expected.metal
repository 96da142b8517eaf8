#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void row_sums(device float* sums [[buffer(0)]],
                     const device float* matrix_ [[buffer(1)]],
                     constant int& columns [[buffer(2)]],
                     uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    int row = int(thread_position_in_grid.x);
    float sum = 0.0;
    for (int i = 0; i < columns; i++)
    {
        sum += matrix_[(row * columns) + i];
    }
    sums[row] = sum;
}
