#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void normals(device float4* out [[buffer(0)]],
                    const device float* packed [[buffer(1)]],
                    uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    int i = int(thread_position_in_grid.x);
    int _24 = i * 12;
    float3 _41 = float3(packed[_24 >> 2], packed[(_24 + 4) >> 2], packed[(_24 + 8) >> 2]);
    bool3 _48 = abs(_41) == float3(as_type<float>(0x7f800000u /* inf */));
    float3 _72 = select(_41, select(as_type<float3>((as_type<int3>(float3(_48)) & int3(2147483647)) | (as_type<int3>(_41) & int3(int(0x80000000)))), _41, isnan(_41)), bool3((_48.x || _48.y) || _48.z));
    float3 _73 = abs(_72);
    float _78 = precise::max(precise::max(_73.x, _73.y), _73.z);
    bool _82 = _78 < 3.5527136788005009293556213378906e-15;
    float _86 = (_78 > 1152921504606846976.0) ? 8.4703294725430033906832250067964e-22 : (_82 ? 1267650600228229401496703205376.0 : 1.0);
    float3 _88 = _72 * float3(_86);
    float _89 = dot(_88, _88);
    float _90 = precise::rsqrt(_89);
    out[i] = select((_72 * float3(_82 ? _86 : _90)) * float3(_82 ? _90 : _86), _72, bool3(_89 == 0.0)).xyzx;
}
