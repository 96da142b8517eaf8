#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void expand(device float* out [[buffer(0)]],
                   const device half* in [[buffer(1)]],
                   uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    out[i] = float(in[i]);
}
