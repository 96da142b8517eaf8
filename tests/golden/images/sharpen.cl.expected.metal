#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void sharpen(texture2d<float> from [[texture(0)]],
                    texture2d<float, access::write> to [[texture(1)]],
                    constant float& amount [[buffer(2)]],
                    uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    int _22 = int(thread_position_in_grid.x);
    if (_22 < int2(to.get_width(), to.get_height()).x)
    {
        int _34 = int(thread_position_in_grid.y);
        int2 _35 = int2(_22, _34);
        float4 center = from.read(uint2(_35), 0);
        int _49 = int2(from.get_width(), from.get_height()).x - 1;
        int _55 = min(max(_34, 0), (int2(from.get_width(), from.get_height()).y - 1));
        float4 left = from.read(uint2(int2(min(max((_22 + (-1)), 0), _49), _55)), 0);
        float4 right = from.read(uint2(int2(min(max((_22 + 1), 0), _49), _55)), 0);
        to.write((float4(amount) * (((left + right) * float4(-0.5)) + center)) + center, uint2(_35));
    }
}
