#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void guarded(device float* y [[buffer(0)]],
                    const device float* x [[buffer(1)]],
                    constant uint& n [[buffer(2)]],
                    uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    if (int(i) < int(n))
    {
        y[i] = x[i] * x[i];
    }
}
