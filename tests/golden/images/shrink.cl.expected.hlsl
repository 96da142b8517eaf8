#ifndef SPIRV_CROSS_CONSTANT_ID_0
#define SPIRV_CROSS_CONSTANT_ID_0 1u
#endif
static const uint _139 = SPIRV_CROSS_CONSTANT_ID_0;
#ifndef SPIRV_CROSS_CONSTANT_ID_1
#define SPIRV_CROSS_CONSTANT_ID_1 1u
#endif
static const uint _140 = SPIRV_CROSS_CONSTANT_ID_1;
#ifndef SPIRV_CROSS_CONSTANT_ID_2
#define SPIRV_CROSS_CONSTANT_ID_2 1u
#endif
static const uint _141 = SPIRV_CROSS_CONSTANT_ID_2;
static const uint3 gl_WorkGroupSize = uint3(_139, _140, _141);

Texture2D<float4> from : register(t0, space0);
RWTexture2D<float4> to : register(u1, space0);

static uint3 gl_GlobalInvocationID;
struct shrink_input
{
    uint3 gl_GlobalInvocationID : SV_DispatchThreadID;
};

uint2 spvTextureSize(Texture2D<float4> Tex, uint Level, out uint Param)
{
    uint2 ret;
    Tex.GetDimensions(Level, ret.x, ret.y, Param);
    return ret;
}

uint2 spvImageSize(RWTexture2D<float4> Tex, out uint Param)
{
    uint2 ret;
    Tex.GetDimensions(ret.x, ret.y);
    Param = 0u;
    return ret;
}

void shrink_inner()
{
    int2 _25 = int2(int(gl_GlobalInvocationID.x), int(gl_GlobalInvocationID.y));
    uint _32_dummy_parameter;
    uint _35_dummy_parameter;
    float2 place = (float2(_25) + 0.5f.xx) / float2(int2(int2(spvImageSize(to, _32_dummy_parameter)).x, int2(spvImageSize(to, _35_dummy_parameter)).y));
    uint _42_dummy_parameter;
    int2 _42 = int2(spvTextureSize(from, uint(0), _42_dummy_parameter));
    int _43 = _42.x;
    uint _45_dummy_parameter;
    int2 _45 = int2(spvTextureSize(from, uint(0), _45_dummy_parameter));
    int _46 = _45.y;
    float _47 = float(_43);
    precise float _53 = ((place.x - floor(place.x)) * _47) - 0.5f;
    float _54 = floor(_53);
    precise float _55 = _53 - _54;
    float _59 = (_54 > (-2.0f)) ? _54 : (-2.0f);
    int _62 = int((_59 < _47) ? _59 : _47);
    int _65 = (_62 < 0) ? (_62 + _43) : _62;
    int _68 = (_65 >= _43) ? (_65 - _43) : _65;
    int _70 = _62 + 1;
    int _73 = (_70 < 0) ? (_70 + _43) : _70;
    int _76 = (_73 >= _43) ? (_73 - _43) : _73;
    float _77 = float(_46);
    precise float _82 = ((place.y - floor(place.y)) * _77) - 0.5f;
    float _83 = floor(_82);
    precise float _84 = _82 - _83;
    float _86 = (_83 > (-2.0f)) ? _83 : (-2.0f);
    int _89 = int((_86 < _77) ? _86 : _77);
    int _92 = (_89 < 0) ? (_89 + _46) : _89;
    int _95 = (_92 >= _46) ? (_92 - _46) : _92;
    int _96 = _89 + 1;
    int _99 = (_96 < 0) ? (_96 + _46) : _96;
    int _102 = (_99 >= _46) ? (_99 - _46) : _99;
    precise float _104 = 1.0f - _55;
    precise float _105 = 1.0f - _84;
    to[_25] = ((((_104 * _105).xxxx * from.Load(int3(int2(_68, _95), 0))) + ((_55 * _105).xxxx * from.Load(int3(int2(_76, _95), 0)))) + ((_104 * _84).xxxx * from.Load(int3(int2(_68, _102), 0)))) + ((_55 * _84).xxxx * from.Load(int3(int2(_76, _102), 0)));
}

[numthreads(SPIRV_CROSS_CONSTANT_ID_0, SPIRV_CROSS_CONSTANT_ID_1, SPIRV_CROSS_CONSTANT_ID_2)]
void shrink(shrink_input stage_input)
{
    gl_GlobalInvocationID = stage_input.gl_GlobalInvocationID;
    shrink_inner();
}
