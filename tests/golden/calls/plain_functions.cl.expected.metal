#pragma clang diagnostic ignored "-Wmissing-prototypes"

#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

static inline __attribute__((always_inline))
float falloff(float distance_, float radius_)
{
    if (distance_ > radius_)
    {
        return 0.0;
    }
    else
    {
        float t = distance_ / radius_;
        float s = ((-t) * t) + 1.0;
        return (s * s) * s;
    }
}

kernel void light(device float* out [[buffer(0)]],
                  const device float* in [[buffer(1)]],
                  constant float& radius [[buffer(2)]],
                  uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    out[i] = falloff(in[i], radius) + falloff(in[i + 1u], radius);
}
