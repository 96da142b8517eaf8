#pragma clang diagnostic ignored "-Wunused-variable"

#include <metal_stdlib>
#include <simd/simd.h>
#include <metal_atomic>

using namespace metal;

struct kiln_program_block
{
    int counter;
    float3 centre[2];
    ushort launches;
};

kernel void step_(device int* out [[buffer(0)]],
                  device kiln_program_block& kiln_program [[buffer(3)]],
                  uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    int never_written = 7;
    uint i = thread_position_in_grid.x;
    if (i == 0u)
    {
        kiln_program.launches = ushort(kiln_program.launches + ushort(1));
    }
    int _41 = atomic_fetch_add_explicit((device atomic_int*)&kiln_program.counter, never_written, memory_order_relaxed);
    out[i] = _41;
    uint _43 = i & 1u;
    ((device float*)&kiln_program.centre[_43])[1u] = kiln_program.centre[_43].y + 1.0;
}
