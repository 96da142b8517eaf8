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
    int i = int(gl_GlobalInvocationID.x + args.kiln_region_offset.x);
    int _31 = i * 12;
    vec3 _48 = vec3(packed_[_31 >> 2], packed_[(_31 + 4) >> 2], packed_[(_31 + 8) >> 2]);
    bvec3 _55 = equal(abs(_48), vec3(uintBitsToFloat(0x7f800000u /* inf */)));
    vec3 _79 = mix(_48, mix(intBitsToFloat((floatBitsToInt(vec3(_55)) & ivec3(2147483647)) | (floatBitsToInt(_48) & ivec3(int(0x80000000)))), _48, isnan(_48)), bvec3((_55.x || _55.y) || _55.z));
    vec3 _80 = abs(_79);
    float _81 = _80.x;
    float _82 = _80.y;
    float _83 = isnan(_82) ? _81 : (isnan(_81) ? _82 : max(_81, _82));
    float _84 = _80.z;
    float _85 = isnan(_84) ? _83 : (isnan(_83) ? _84 : max(_83, _84));
    bool _89 = _85 < 3.5527136788005009293556213378906e-15;
    float _93 = (_85 > 1152921504606846976.0) ? 8.4703294725430033906832250067964e-22 : (_89 ? 1267650600228229401496703205376.0 : 1.0);
    vec3 _95 = _79 * vec3(_93);
    float _96 = dot(_95, _95);
    float _97 = inversesqrt(_96);
    out_[i] = mix((_79 * vec3(_89 ? _93 : _97)) * vec3(_89 ? _97 : _93), _79, bvec3(_96 == 0.0)).xyzx;
}
