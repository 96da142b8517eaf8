// Kernel: apply
#version 460
#extension GL_EXT_shader_explicit_arithmetic_types_int8 : require
#extension GL_EXT_shader_8bit_storage : require
#if defined(GL_ARB_gpu_shader_int64)
#extension GL_ARB_gpu_shader_int64 : require
#else
#error No extension available for 64-bit integers.
#endif
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

struct Options
{
    vec4 scale;
    int shift;
};

layout(set = 0, binding = 0, std430) buffer data_block
{
    vec4 data[];
};

layout(push_constant, std430) uniform args_block
{
    Options options;
    uint8_t flag;
    int64_t offset;
    uvec3 kiln_region_offset;
} args;

void main()
{
    if (!(args.flag == uint8_t(0)))
    {
        uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
        data[i + uint(args.offset)] = (data[i] * args.options.scale) + vec4(float(args.options.shift));
    }
}
