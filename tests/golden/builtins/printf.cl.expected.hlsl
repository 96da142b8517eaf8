#ifndef SPIRV_CROSS_CONSTANT_ID_0
#define SPIRV_CROSS_CONSTANT_ID_0 1u
#endif
static const uint _71 = SPIRV_CROSS_CONSTANT_ID_0;
#ifndef SPIRV_CROSS_CONSTANT_ID_1
#define SPIRV_CROSS_CONSTANT_ID_1 1u
#endif
static const uint _72 = SPIRV_CROSS_CONSTANT_ID_1;
#ifndef SPIRV_CROSS_CONSTANT_ID_2
#define SPIRV_CROSS_CONSTANT_ID_2 1u
#endif
static const uint _73 = SPIRV_CROSS_CONSTANT_ID_2;
static const uint3 gl_WorkGroupSize = uint3(_71, _72, _73);

ByteAddressBuffer x : register(t0, space0);
RWByteAddressBuffer kiln_printf : register(u3, space0);
cbuffer args_block
{
    float limit : packoffset(c0);
};

static uint3 gl_GlobalInvocationID;
struct check_input
{
    uint3 gl_GlobalInvocationID : SV_DispatchThreadID;
};

void check_inner()
{
    uint i = gl_GlobalInvocationID.x;
    float _25 = x.Load<float>(i * 4 + 0);
    if (_25 > limit)
    {
        uint _44;
        kiln_printf.InterlockedAdd(0, 0, _44);
        uint _46 = kiln_printf.Load<uint>(4);
        uint _51;
        kiln_printf.InterlockedAdd(0, (_44 < _46) ? 4u : 0u, _51);
        uint _52 = _51 + 4u;
        if (_52 <= _46)
        {
            kiln_printf.Store<uint>(_52 * 4 + 0, 1u);
            kiln_printf.Store<uint>((_51 + 5u) * 4 + 0, i);
            kiln_printf.Store<uint>((_51 + 6u) * 4 + 0, asuint(_25));
            kiln_printf.Store<uint>((_51 + 7u) * 4 + 0, (_25 > (limit * 2.0f)) ? 1u : 2u);
        }
        else
        {
            uint _68;
            kiln_printf.InterlockedAdd(8, 1u, _68);
        }
    }
}

[numthreads(SPIRV_CROSS_CONSTANT_ID_0, SPIRV_CROSS_CONSTANT_ID_1, SPIRV_CROSS_CONSTANT_ID_2)]
void check(check_input stage_input)
{
    gl_GlobalInvocationID = stage_input.gl_GlobalInvocationID;
    check_inner();
}
