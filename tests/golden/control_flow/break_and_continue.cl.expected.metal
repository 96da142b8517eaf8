#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void first_negative(device uint* out [[buffer(0)]],
                           const device uint* in [[buffer(1)]],
                           constant uint& n [[buffer(2)]],
                           uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint found;
    uint i = 0u;
    for (;;)
    {
        if (int(i) < int(n))
        {
            if (!(in[i] == 0u))
            {
                if (int(in[i]) < int(0u))
                {
                    found = i;
                    break;
                }
            }
        }
        else
        {
            found = 4294967295u;
            break;
        }
        i++;
        continue;
    }
    out[thread_position_in_grid.x] = found;
}
