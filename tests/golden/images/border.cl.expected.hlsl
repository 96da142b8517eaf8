#ifndef SPIRV_CROSS_CONSTANT_ID_0
#define SPIRV_CROSS_CONSTANT_ID_0 1u
#endif
static const uint _67 = SPIRV_CROSS_CONSTANT_ID_0;
#ifndef SPIRV_CROSS_CONSTANT_ID_1
#define SPIRV_CROSS_CONSTANT_ID_1 1u
#endif
static const uint _68 = SPIRV_CROSS_CONSTANT_ID_1;
#ifndef SPIRV_CROSS_CONSTANT_ID_2
#define SPIRV_CROSS_CONSTANT_ID_2 1u
#endif
static const uint _69 = SPIRV_CROSS_CONSTANT_ID_2;
static const uint3 gl_WorkGroupSize = uint3(_67, _68, _69);

ByteAddressBuffer fetch_at : register(t2, space0);
RWByteAddressBuffer fetch_out_ : register(u3, space0);
cbuffer fetch_args_block
{
    uint fetch_sampler_ : packoffset(c0);
    uint2 fetch_from_format : packoffset(c0.z);
};

Texture1D<uint4> fetch_from : register(t0, space0);

static uint3 gl_GlobalInvocationID;
struct fetch_input
{
    uint3 gl_GlobalInvocationID : SV_DispatchThreadID;
};

uint spvTextureSize(Texture1D<uint4> Tex, uint Level, out uint Param)
{
    uint ret;
    Tex.GetDimensions(Level, ret.x, Param);
    return ret;
}

void fetch_inner()
{
    uint i = gl_GlobalInvocationID.x;
    int _34 = fetch_at.Load<int>(i * 4 + 0);
    uint _42_dummy_parameter;
    int _42 = int(spvTextureSize(fetch_from, uint(0), _42_dummy_parameter));
    uint4 _51 = fetch_from.Load(int2(min(max(_34, 0), (_42 - 1)), 0));
    uint4 _59 = uint4(0u, 0u, 0u, (34930688u >> (fetch_from_format.x & 31u)) & 1u);
    bool4 _61 = (((fetch_sampler_ & 14u) == 4u) && (uint(_34) >= uint(_42))).xxxx;
    fetch_out_.Store<uint4>(i * 16 + 0, uint4(_61.x ? _59.x : _51.x, _61.y ? _59.y : _51.y, _61.z ? _59.z : _51.z, _61.w ? _59.w : _51.w));
}

[numthreads(SPIRV_CROSS_CONSTANT_ID_0, SPIRV_CROSS_CONSTANT_ID_1, SPIRV_CROSS_CONSTANT_ID_2)]
void fetch(fetch_input stage_input)
{
    gl_GlobalInvocationID = stage_input.gl_GlobalInvocationID;
    fetch_inner();
}

ByteAddressBuffer put_from : register(t1, space0);
cbuffer put_args_block
{
    uint2 put_to_format : packoffset(c0);
};

RWTexture2DArray<int4> put_to : register(u0, space0);
struct put_input
{
    uint3 gl_GlobalInvocationID : SV_DispatchThreadID;
};

void put_inner()
{
    int x = int(gl_GlobalInvocationID.x);
    bool _95 = put_to_format.y == 4312u;
    bool _100 = put_to_format.y == 4311u;
    put_to[int3(x, 0, 1)] = min(max(put_from.Load<int4>(x * 16 + 0), (_100 ? (-128) : (_95 ? (-32768) : int(0x80000000))).xxxx), (_100 ? 127 : (_95 ? 32767 : 2147483647)).xxxx);
}

[numthreads(SPIRV_CROSS_CONSTANT_ID_0, SPIRV_CROSS_CONSTANT_ID_1, SPIRV_CROSS_CONSTANT_ID_2)]
void put(put_input stage_input)
{
    gl_GlobalInvocationID = stage_input.gl_GlobalInvocationID;
    put_inner();
}
