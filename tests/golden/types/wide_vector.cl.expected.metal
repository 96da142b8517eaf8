#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void add8(device uint4* out [[buffer(0)]],
                 const device uint4* in [[buffer(1)]],
                 uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    uint _20 = i * 2u;
    uint4 _23 = in[_20];
    uint _25 = _20 + 1u;
    uint4 _27 = in[_25];
    out[_20] = _23 + _27.wzyx;
    out[_25] = _27 + _23.wzyx;
}
