#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void fetch(texture1d<uint> from [[texture(0)]],
                  constant uint2& from_format [[buffer(0)]],
                  constant uint& sampler_ [[buffer(1)]],
                  const device int* at [[buffer(2)]],
                  device uint4* out [[buffer(3)]],
                  uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    int _36 = at[i];
    int _44 = int(from.get_width());
    out[i] = select(from.read(uint(min(max(_36, 0), (_44 - 1)))), uint4(0u, 0u, 0u, (34930688u >> (from_format.x & 31u)) & 1u), bool4(((sampler_ & 14u) == 4u) && (uint(_36) >= uint(_44))));
}

kernel void put(texture2d_array<int, access::write> to [[texture(0)]],
                constant uint2& to_format [[buffer(0)]],
                const device int4* from [[buffer(1)]],
                uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    int x = int(thread_position_in_grid.x);
    int3 _94 = int3(x, 0, 1);
    bool _98 = to_format.y == 4312u;
    bool _103 = to_format.y == 4311u;
    to.write(min(max(from[x], int4(_103 ? (-128) : (_98 ? (-32768) : int(0x80000000)))), int4(_103 ? 127 : (_98 ? 32767 : 2147483647))), uint2(_94.xy), uint(_94.z));
}
