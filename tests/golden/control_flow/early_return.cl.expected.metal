#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void guarded(device float* y [[buffer(0)]],
                    const device float* x [[buffer(1)]],
                    constant int& n [[buffer(2)]],
                    uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    int i = int(thread_position_in_grid.x);
    if (i < n)
    {
        float _33 = x[i];
        y[i] = _33 * _33;
    }
}
