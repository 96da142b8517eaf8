#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void add8(device int4* out [[buffer(0)]],
                 const device int4* in [[buffer(1)]],
                 uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    uint _21 = i * 2u;
    int4 _24 = in[_21];
    int4 _28 = in[_21 + 1u];
    out[_21] = _24 + _28.wzyx;
    out[_21 + 1u] = _28 + _24.wzyx;
}
