#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

struct Options
{
    float4 scale;
    int shift;
};

kernel void apply(device float4* data [[buffer(0)]],
                  constant Options& options [[buffer(1)]],
                  constant uchar& flag [[buffer(2)]],
                  constant long& offset [[buffer(3)]],
                  uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    if (!(flag == uchar(0)))
    {
        uint i = thread_position_in_grid.x;
        data[i + uint(offset)] = (data[i] * options.scale) + float4(float(options.shift));
    }
}
