// Kernel: normals
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    vec4 out_[];
};

layout(set = 0, binding = 1, std430) readonly buffer packed_block
{
    float packed_[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    uint _29 = i * 12u;
    vec3 _46 = vec3(packed_[uint(int(_29) >> int(2u))], packed_[uint(int(_29 + 4u) >> int(2u))], packed_[uint(int(_29 + 8u) >> int(2u))]);
    bvec3 _53 = equal(abs(_46), vec3(uintBitsToFloat(0x7f800000u /* inf */)));
    vec3 _76 = mix(_46, mix(uintBitsToFloat((floatBitsToUint(vec3(_53)) & uvec3(2147483647u)) | (floatBitsToUint(_46) & uvec3(2147483648u))), _46, isnan(_46)), bvec3((_53.x || _53.y) || _53.z));
    vec3 _77 = abs(_76);
    float _78 = _77.x;
    float _79 = _77.y;
    float _80 = isnan(_79) ? _78 : (isnan(_78) ? _79 : max(_78, _79));
    float _81 = _77.z;
    float _82 = isnan(_81) ? _80 : (isnan(_80) ? _81 : max(_80, _81));
    vec3 _92 = _76 * vec3((_82 > 1152921504606846976.0) ? 8.4703294725430033906832250067964e-22 : ((_82 < 3.5527136788005009293556213378906e-15) ? 1180591620717411303424.0 : 1.0));
    float _93 = dot(_92, _92);
    out_[i] = mix(_92 * vec3(inversesqrt(_93)), _92, bvec3(_93 == 0.0)).xyzx;
}
