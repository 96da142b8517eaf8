// Kernel: step
#version 460
#extension GL_EXT_shader_explicit_arithmetic_types_int16 : require
#extension GL_EXT_shader_16bit_storage : require
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    int out_[];
};

layout(set = 0, binding = 3, std430) buffer kiln_program_block
{
    int counter;
    vec3 centre[2];
    uint16_t launches;
} kiln_program;

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    int never_written = 7;
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    if (i == 0u)
    {
        kiln_program.launches += 1us;
    }
    int _48 = atomicAdd(kiln_program.counter, never_written);
    out_[i] = _48;
    uint _50 = i & 1u;
    kiln_program.centre[_50].y += 1.0;
}
