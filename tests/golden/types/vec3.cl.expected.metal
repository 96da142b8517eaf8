#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

kernel void normals(device float4* out [[buffer(0)]],
                    const device float* packed [[buffer(1)]],
                    uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    uint _22 = i * 12u;
    float3 _39 = float3(packed[uint(int(_22) >> int(2u))], packed[uint(int(_22 + 4u) >> int(2u))], packed[uint(int(_22 + 8u) >> int(2u))]);
    bool3 _46 = abs(_39) == float3(as_type<float>(0x7f800000u /* inf */));
    float3 _69 = select(_39, select(as_type<float3>((as_type<uint3>(float3(_46)) & uint3(2147483647u)) | (as_type<uint3>(_39) & uint3(2147483648u))), _39, isnan(_39)), bool3((_46.x || _46.y) || _46.z));
    float3 _70 = abs(_69);
    float _75 = precise::max(precise::max(_70.x, _70.y), _70.z);
    float3 _85 = _69 * float3((_75 > 1152921504606846976.0) ? 8.4703294725430033906832250067964e-22 : ((_75 < 3.5527136788005009293556213378906e-15) ? 1180591620717411303424.0 : 1.0));
    float _86 = dot(_85, _85);
    out[i] = select(_85 * float3(precise::rsqrt(_86)), _85, bool3(_86 == 0.0)).xyzx;
}
