// Kernel: brighten
#version 460
#extension GL_EXT_shader_explicit_arithmetic_types_int8 : require
#extension GL_EXT_shader_8bit_storage : require
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer pixels_block
{
    uint8_t pixels[];
};

layout(push_constant, std430) uniform args_block
{
    uint8_t amount;
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    uint8_t _30 = pixels[i] + args.amount;
    pixels[i] = (_30 < pixels[i]) ? uint8_t(255) : _30;
}
