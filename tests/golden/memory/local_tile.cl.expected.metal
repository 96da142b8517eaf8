#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void reverse_groups(device int* data [[buffer(0)]],
                           uint3 local_size [[threads_per_threadgroup]],
                           uint3 thread_position_in_threadgroup [[thread_position_in_threadgroup]],
                           uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    threadgroup int tile[64];
    uint l = thread_position_in_threadgroup.x;
    uint g = thread_position_in_grid.x;
    tile[l] = data[g];
    threadgroup_barrier(mem_flags::mem_threadgroup);
    data[g] = tile[local_size.x + (~l)];
}
