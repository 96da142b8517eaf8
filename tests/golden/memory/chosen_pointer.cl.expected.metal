#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void pick(device uint* out [[buffer(0)]],
                 const device uint* even [[buffer(1)]],
                 const device uint* odd [[buffer(2)]],
                 uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    uint _28 = uint(int(i) / int(2u));
    uint _15;
    if ((i & 1u) == 0u)
    {
        _15 = even[_28];
    }
    else
    {
        _15 = odd[_28];
    }
    out[i] = _15;
}
