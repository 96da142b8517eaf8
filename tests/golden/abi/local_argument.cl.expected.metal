#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void group_sums(device int* sums [[buffer(0)]],
                       const device int* in [[buffer(1)]],
                       threadgroup int* scratch [[threadgroup(0)]],
                       uint3 local_size [[threads_per_threadgroup]],
                       uint3 thread_position_in_threadgroup [[thread_position_in_threadgroup]],
                       uint3 thread_position_in_grid [[thread_position_in_grid]],
                       uint3 threadgroup_position_in_grid [[threadgroup_position_in_grid]])
{
    int l = int(thread_position_in_threadgroup.x);
    scratch[l] = in[thread_position_in_grid.x];
    int step_ = int(local_size.x);
    for (;;)
    {
        int step_1_1 = int(uint(step_) >> uint(1));
        if (uint(step_) < uint(2))
        {
            break;
        }
        else
        {
            threadgroup_barrier(mem_flags::mem_threadgroup);
            if (l < step_1_1)
            {
                scratch[l] += scratch[l + step_1_1];
            }
            step_ = step_1_1;
            continue;
        }
    }
    if (l == 0)
    {
        sums[threadgroup_position_in_grid.x] = scratch[0u];
    }
}
