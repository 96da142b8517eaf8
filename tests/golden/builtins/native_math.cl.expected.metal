#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void wave(device float* out [[buffer(0)]],
                 constant float& frequency [[buffer(1)]],
                 uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    int i = int(thread_position_in_grid.x);
    out[i] = precise::sin(float(i) * frequency) + precise::min(abs(out[i]), 1.0);
}
