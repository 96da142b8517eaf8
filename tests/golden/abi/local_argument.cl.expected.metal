#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void group_sums(device uint* sums [[buffer(0)]],
                       const device uint* in [[buffer(1)]],
                       threadgroup uint* scratch [[threadgroup(0)]],
                       uint3 local_size [[threads_per_threadgroup]],
                       uint3 thread_position_in_threadgroup [[thread_position_in_threadgroup]],
                       uint3 thread_position_in_grid [[thread_position_in_grid]],
                       uint3 threadgroup_position_in_grid [[threadgroup_position_in_grid]])
{
    uint l = thread_position_in_threadgroup.x;
    scratch[l] = in[thread_position_in_grid.x];
    uint step_ = local_size.x;
    for (;;)
    {
        uint step_1_1 = step_ >> 1u;
        if (step_ < 2u)
        {
            break;
        }
        else
        {
            threadgroup_barrier(mem_flags::mem_threadgroup);
            if (int(l) < int(step_1_1))
            {
                scratch[l] += scratch[l + step_1_1];
            }
            step_ = step_1_1;
            continue;
        }
    }
    if (l == 0u)
    {
        sums[threadgroup_position_in_grid.x] = scratch[0u];
    }
}
