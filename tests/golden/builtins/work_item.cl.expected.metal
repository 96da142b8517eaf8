#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void ids(device uint* out [[buffer(0)]],
                uint3 global_size [[threads_per_grid]],
                uint3 num_groups [[threadgroups_per_grid]],
                uint3 thread_position_in_grid [[thread_position_in_grid]],
                uint3 thread_position_in_threadgroup [[thread_position_in_threadgroup]],
                uint3 threadgroup_position_in_grid [[threadgroup_position_in_grid]])
{
    out[thread_position_in_grid.x + (thread_position_in_grid.y * global_size.x)] = ((thread_position_in_threadgroup.x + (threadgroup_position_in_grid.x * 100u)) + (num_groups.y * 10000u)) + 0u;
}
