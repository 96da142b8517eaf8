#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void classify(device uint* out [[buffer(0)]],
                     const device uint* in [[buffer(1)]],
                     uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    uint score;
    switch (in[i])
    {
        case 0u:
        {
            score = 1u;
            break;
        }
        case 1u:
        {
            score = 12u;
            break;
        }
        case 7u:
        {
            score = 10u;
            break;
        }
        default:
        {
            score = 4294967295u;
            break;
        }
    }
    out[i] = score;
}
