#ifndef SPIRV_CROSS_CONSTANT_ID_0
#define SPIRV_CROSS_CONSTANT_ID_0 1u
#endif
static const uint _54 = SPIRV_CROSS_CONSTANT_ID_0;
#ifndef SPIRV_CROSS_CONSTANT_ID_1
#define SPIRV_CROSS_CONSTANT_ID_1 1u
#endif
static const uint _55 = SPIRV_CROSS_CONSTANT_ID_1;
#ifndef SPIRV_CROSS_CONSTANT_ID_2
#define SPIRV_CROSS_CONSTANT_ID_2 1u
#endif
static const uint _56 = SPIRV_CROSS_CONSTANT_ID_2;
static const uint3 gl_WorkGroupSize = uint3(_54, _55, _56);

RWByteAddressBuffer out_ : register(u0, space0);
RWByteAddressBuffer kiln_program : register(u3, space0);

static uint3 gl_GlobalInvocationID;
struct step__input
{
    uint3 gl_GlobalInvocationID : SV_DispatchThreadID;
};

void step_inner()
{
    int never_written = 7;
    uint i = gl_GlobalInvocationID.x;
    if (i == 0u)
    {
        kiln_program.Store<uint16_t>(48, kiln_program.Load<uint16_t>(48) + 1u);
    }
    int _41;
    kiln_program.InterlockedAdd(0, never_written, _41);
    out_.Store<int>(i * 4 + 0, int(_41));
    uint _43 = i & 1u;
    kiln_program.Store<float>(_43 * 16 + 20, kiln_program.Load<float3>(_43 * 16 + 16).y + 1.0f);
}

[numthreads(SPIRV_CROSS_CONSTANT_ID_0, SPIRV_CROSS_CONSTANT_ID_1, SPIRV_CROSS_CONSTANT_ID_2)]
void step_(step__input stage_input)
{
    gl_GlobalInvocationID = stage_input.gl_GlobalInvocationID;
    step_inner();
}
