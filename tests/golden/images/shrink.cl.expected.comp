// Kernel: shrink
#version 460
#extension GL_EXT_samplerless_texture_functions : require
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

layout(set = 0, binding = 0) uniform texture2D from;
layout(set = 0, binding = 1) uniform writeonly image2D to;

void main()
{
    ivec2 _35 = ivec2(int(gl_GlobalInvocationID.x + args.kiln_region_offset.x), int(gl_GlobalInvocationID.y + args.kiln_region_offset.y));
    vec2 place = (vec2(_35) + vec2(0.5)) / vec2(ivec2(imageSize(to).x, imageSize(to).y));
    ivec2 _52 = textureSize(from, 0);
    int _53 = _52.x;
    ivec2 _55 = textureSize(from, 0);
    int _56 = _55.y;
    float _57 = float(_53);
    precise float _63 = ((place.x - floor(place.x)) * _57) - 0.5;
    float _64 = floor(_63);
    precise float _65 = _63 - _64;
    float _69 = (_64 > (-2.0)) ? _64 : (-2.0);
    int _72 = int((_69 < _57) ? _69 : _57);
    int _75 = (_72 < 0) ? (_72 + _53) : _72;
    int _78 = (_75 >= _53) ? (_75 - _53) : _75;
    int _80 = _72 + 1;
    int _83 = (_80 < 0) ? (_80 + _53) : _80;
    int _86 = (_83 >= _53) ? (_83 - _53) : _83;
    float _87 = float(_56);
    precise float _92 = ((place.y - floor(place.y)) * _87) - 0.5;
    float _93 = floor(_92);
    precise float _94 = _92 - _93;
    float _96 = (_93 > (-2.0)) ? _93 : (-2.0);
    int _99 = int((_96 < _87) ? _96 : _87);
    int _102 = (_99 < 0) ? (_99 + _56) : _99;
    int _105 = (_102 >= _56) ? (_102 - _56) : _102;
    int _106 = _99 + 1;
    int _109 = (_106 < 0) ? (_106 + _56) : _106;
    int _112 = (_109 >= _56) ? (_109 - _56) : _109;
    precise float _114 = 1.0 - _65;
    precise float _115 = 1.0 - _94;
    imageStore(to, _35, (((vec4(_114 * _115) * texelFetch(from, ivec2(_78, _105), 0)) + (vec4(_65 * _115) * texelFetch(from, ivec2(_86, _105), 0))) + (vec4(_114 * _94) * texelFetch(from, ivec2(_78, _112), 0))) + (vec4(_65 * _94) * texelFetch(from, ivec2(_86, _112), 0)));
}
