#ifndef SPIRV_CROSS_CONSTANT_ID_0
#define SPIRV_CROSS_CONSTANT_ID_0 1u
#endif
static const uint _79 = SPIRV_CROSS_CONSTANT_ID_0;
#ifndef SPIRV_CROSS_CONSTANT_ID_1
#define SPIRV_CROSS_CONSTANT_ID_1 1u
#endif
static const uint _80 = SPIRV_CROSS_CONSTANT_ID_1;
#ifndef SPIRV_CROSS_CONSTANT_ID_2
#define SPIRV_CROSS_CONSTANT_ID_2 1u
#endif
static const uint _81 = SPIRV_CROSS_CONSTANT_ID_2;
static const uint3 gl_WorkGroupSize = uint3(_79, _80, _81);

cbuffer args_block
{
    float amount : packoffset(c0);
};

Texture2D<float4> from : register(t0, space0);
RWTexture2D<float4> to : register(u1, space0);

static uint3 gl_GlobalInvocationID;
struct sharpen_input
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

void sharpen_inner()
{
    int _22 = int(gl_GlobalInvocationID.x);
    uint _25_dummy_parameter;
    if (_22 < int2(spvImageSize(to, _25_dummy_parameter)).x)
    {
        int _34 = int(gl_GlobalInvocationID.y);
        int2 _35 = int2(_22, _34);
        float4 center = from.Load(int3(_35, 0));
        uint _43_dummy_parameter;
        uint _46_dummy_parameter;
        int _49 = int2(spvTextureSize(from, uint(0), _43_dummy_parameter)).x - 1;
        int _55 = min(max(_34, 0), (int2(spvTextureSize(from, uint(0), _46_dummy_parameter)).y - 1));
        float4 left = from.Load(int3(int2(min(max((_22 + (-1)), 0), _49), _55), 0));
        float4 right = from.Load(int3(int2(min(max((_22 + 1), 0), _49), _55), 0));
        to[_35] = (amount.xxxx * (((left + right) * (-0.5f).xxxx) + center)) + center;
    }
}

[numthreads(SPIRV_CROSS_CONSTANT_ID_0, SPIRV_CROSS_CONSTANT_ID_1, SPIRV_CROSS_CONSTANT_ID_2)]
void sharpen(sharpen_input stage_input)
{
    gl_GlobalInvocationID = stage_input.gl_GlobalInvocationID;
    sharpen_inner();
}
