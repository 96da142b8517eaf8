#pragma clang diagnostic ignored "-Wunused-variable"

#include <metal_stdlib>
#include <simd/simd.h>
#include <metal_atomic>

using namespace metal;

kernel void histogram(device uint* bins [[buffer(0)]],
                      const device uint* values [[buffer(1)]],
                      device int* largest [[buffer(2)]],
                      uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint v = values[thread_position_in_grid.x];
    uint _30 = atomic_fetch_add_explicit((device atomic_uint*)&bins[v & 255u], 1u, memory_order_relaxed);
    int _34 = atomic_fetch_max_explicit((device atomic_int*)&largest[0u], int(v), memory_order_relaxed);
}
