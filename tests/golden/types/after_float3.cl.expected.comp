// Kernel: age
#version 460
#extension GL_EXT_shader_explicit_arithmetic_types_int16 : require
#extension GL_EXT_shader_16bit_storage : require
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer particles_block
{
    uint16_t particles[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint _26 = ((gl_GlobalInvocationID.x + args.kiln_region_offset.x) * 24u) + 16u;
    particles[_26] += 1us;
}
