#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void flip_signs(device float* values [[buffer(0)]],
                       const device uint* mask [[buffer(1)]],
                       uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    values[i] = as_type<float>(as_type<uint>(values[i]) ^ (mask[i] << 31u));
    values[i] += 1.0;
}
