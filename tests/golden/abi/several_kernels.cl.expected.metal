#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void set(device int* data [[buffer(0)]],
                constant int& value [[buffer(1)]],
                uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    data[thread_position_in_grid.x] = value;
}

kernel void add(device int* data [[buffer(0)]],
                constant int& value [[buffer(1)]],
                uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    data[thread_position_in_grid.x] += value;
}
