#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void classify(device int* out [[buffer(0)]],
                     const device int* in [[buffer(1)]],
                     uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    int score;
    switch (in[i])
    {
        case 0:
        {
            score = 1;
            break;
        }
        case 1:
        {
            score = 12;
            break;
        }
        case 7:
        {
            score = 10;
            break;
        }
        default:
        {
            score = -1;
            break;
        }
    }
    out[i] = score;
}
