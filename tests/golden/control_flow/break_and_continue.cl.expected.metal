#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void first_negative(device int* out [[buffer(0)]],
                           const device int* in [[buffer(1)]],
                           constant int& n [[buffer(2)]],
                           uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    int found;
    int i = 0;
    for (;;)
    {
        if (i < n)
        {
            int _36 = in[i];
            if (!(_36 == 0))
            {
                if (_36 < 0)
                {
                    found = i;
                    break;
                }
            }
        }
        else
        {
            found = -1;
            break;
        }
        i++;
        continue;
    }
    out[thread_position_in_grid.x] = found;
}
