#pragma clang diagnostic ignored "-Wunused-variable"

#include <metal_stdlib>
#include <simd/simd.h>
#include <metal_atomic>

using namespace metal;

kernel void scale_rows(device void* rows [[buffer(0)]],
                       device void* first [[buffer(1)]],
                       constant float& factor [[buffer(2)]],
                       uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    ulong rows_address = reinterpret_cast<ulong>(rows);
    ulong first_address = reinterpret_cast<ulong>(first);
    long _32 = long(int(thread_position_in_grid.x));
    long _34 = _32 * 16l;
    long _35 = long(rows_address) + _34;
    long _39 = *(reinterpret_cast<device long*>(ulong(_35)));
    long _40 = _39 + _34;
    float4 value = *(reinterpret_cast<device float4*>(ulong(_40)));
    *(reinterpret_cast<device float4*>(ulong(_40))) = value * float4(factor);
    long _57 = *(reinterpret_cast<device long*>(ulong(_35 + 8l)));
    uint _62 = atomic_fetch_add_explicit((device atomic_uint*)(reinterpret_cast<device uint*>(ulong(_57))), 1u, memory_order_relaxed);
    *(reinterpret_cast<device float*>(ulong(long(first_address) + (_32 * 4l)))) = value.x;
}
