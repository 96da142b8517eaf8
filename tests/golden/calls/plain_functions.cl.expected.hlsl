#ifndef SPIRV_CROSS_CONSTANT_ID_0
#define SPIRV_CROSS_CONSTANT_ID_0 1u
#endif
static const uint _58 = SPIRV_CROSS_CONSTANT_ID_0;
#ifndef SPIRV_CROSS_CONSTANT_ID_1
#define SPIRV_CROSS_CONSTANT_ID_1 1u
#endif
static const uint _59 = SPIRV_CROSS_CONSTANT_ID_1;
#ifndef SPIRV_CROSS_CONSTANT_ID_2
#define SPIRV_CROSS_CONSTANT_ID_2 1u
#endif
static const uint _60 = SPIRV_CROSS_CONSTANT_ID_2;
static const uint3 gl_WorkGroupSize = uint3(_58, _59, _60);

RWByteAddressBuffer out_ : register(u0, space0);
ByteAddressBuffer in_ : register(t1, space0);
cbuffer args_block
{
    float radius : packoffset(c0);
};

static uint3 gl_GlobalInvocationID;
struct light_input
{
    uint3 gl_GlobalInvocationID : SV_DispatchThreadID;
};

float falloff(float distance_, float radius_)
{
    if (distance_ > radius_)
    {
        return 0.0f;
    }
    else
    {
        float t = distance_ / radius_;
        float s = ((-t) * t) + 1.0f;
        return (s * s) * s;
    }
}

void light_inner()
{
    uint i = gl_GlobalInvocationID.x;
    out_.Store<float>(i * 4 + 0, falloff(in_.Load<float>(i * 4 + 0), radius) + falloff(in_.Load<float>((i + 1u) * 4 + 0), radius));
}

[numthreads(SPIRV_CROSS_CONSTANT_ID_0, SPIRV_CROSS_CONSTANT_ID_1, SPIRV_CROSS_CONSTANT_ID_2)]
void light(light_input stage_input)
{
    gl_GlobalInvocationID = stage_input.gl_GlobalInvocationID;
    light_inner();
}
