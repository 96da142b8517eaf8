#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void lengths(device uint* out [[buffer(0)]],
                    const device uchar* text [[buffer(1)]],
                    const device uint* starts [[buffer(2)]],
                    uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    uint n = 0u;
    for (uint p = starts[i]; !(text[p] == uchar(0)); p++, n++)
    {
    }
    out[i] = n;
}
