#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void brighten(device uchar* pixels [[buffer(0)]],
                     constant uchar& amount [[buffer(1)]],
                     uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    uchar _25 = uchar(pixels[i] + amount);
    pixels[i] = (_25 < pixels[i]) ? uchar(255) : _25;
}
