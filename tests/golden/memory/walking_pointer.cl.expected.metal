#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void lengths(device int* out [[buffer(0)]],
                    const device char* text [[buffer(1)]],
                    const device int* starts [[buffer(2)]],
                    uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    int n = 0;
    for (int p = starts[i]; !(text[p] == char(0)); p++, n++)
    {
    }
    out[i] = n;
}
