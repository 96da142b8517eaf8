// Kernel: lengths
#version 460
#extension GL_EXT_shader_explicit_arithmetic_types_int8 : require
#extension GL_EXT_shader_8bit_storage : require
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    int out_[];
};

layout(set = 0, binding = 1, std430) readonly buffer text_block
{
    int8_t text[];
};

layout(set = 0, binding = 2, std430) readonly buffer starts_block
{
    int starts[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    int n = 0;
    for (int p = starts[i]; !(text[p] == int8_t(0)); p++, n++)
    {
    }
    out_[i] = n;
}
