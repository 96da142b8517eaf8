#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void pick(device int* out [[buffer(0)]],
                 const device int* even [[buffer(1)]],
                 const device int* odd [[buffer(2)]],
                 uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    int i = int(thread_position_in_grid.x);
    int _31 = i / 2;
    int _16;
    if ((i & 1) == 0)
    {
        _16 = even[_31];
    }
    else
    {
        _16 = odd[_31];
    }
    out[i] = _16;
}
