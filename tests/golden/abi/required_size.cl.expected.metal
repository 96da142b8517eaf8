#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

[[max_total_threads_per_threadgroup(32)]]
kernel void fixed(device int* out [[buffer(0)]], uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    out[thread_position_in_grid.x] = int(4u);
}
