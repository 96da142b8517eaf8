#pragma clang diagnostic ignored "-Wunused-variable"

#include <metal_stdlib>
#include <simd/simd.h>
#include <metal_atomic>

using namespace metal;

kernel void check(const device float* x [[buffer(0)]],
                  constant float& limit [[buffer(1)]],
                  device uint* kiln_printf [[buffer(3)]],
                  uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    float _25 = x[i];
    if (_25 > limit)
    {
        uint _44 = atomic_load_explicit((device atomic_uint*)&kiln_printf[0u], memory_order_relaxed);
        uint _46 = kiln_printf[1u];
        uint _51 = atomic_fetch_add_explicit((device atomic_uint*)&kiln_printf[0u], (_44 < _46) ? 4u : 0u, memory_order_relaxed);
        uint _52 = _51 + 4u;
        if (_52 <= _46)
        {
            kiln_printf[_52] = 1u;
            kiln_printf[_51 + 5u] = i;
            kiln_printf[_51 + 6u] = as_type<uint>(_25);
            kiln_printf[_51 + 7u] = (_25 > (limit * 2.0)) ? 1u : 2u;
        }
        else
        {
            uint _68 = atomic_fetch_add_explicit((device atomic_uint*)&kiln_printf[2u], 1u, memory_order_relaxed);
        }
    }
}
