// Kernel: scale_rows
#version 460
#if defined(GL_ARB_gpu_shader_int64)
#extension GL_ARB_gpu_shader_int64 : require
#else
#error No extension available for 64-bit integers.
#endif
#extension GL_EXT_buffer_reference : require
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(buffer_reference) buffer int64_at;
layout(buffer_reference) buffer vec4_at;
layout(buffer_reference) buffer uint_at;
layout(buffer_reference) buffer float_at;
layout(buffer_reference, buffer_reference_align = 8, std430) buffer int64_at
{
    int64_t value;
};

layout(buffer_reference, buffer_reference_align = 16, std430) buffer vec4_at
{
    vec4 value;
};

layout(buffer_reference, buffer_reference_align = 4, std430) buffer uint_at
{
    uint value;
};

layout(buffer_reference, buffer_reference_align = 4, std430) buffer float_at
{
    float value;
};

layout(push_constant, std430) uniform args_block
{
    uint64_t rows;
    uint64_t first;
    float factor;
    uvec3 kiln_region_offset;
} args;

void main()
{
    int64_t _33 = int64_t(int(gl_GlobalInvocationID.x + args.kiln_region_offset.x));
    int64_t _35 = _33 * 16l;
    int64_t _36 = int64_t(args.rows) + _35;
    int64_t _40 = int64_at(uint64_t(_36)).value;
    int64_t _41 = _40 + _35;
    vec4 value = vec4_at(uint64_t(_41)).value;
    vec4_at(uint64_t(_41)).value = value * vec4(args.factor);
    int64_t _58 = int64_at(uint64_t(_36 + 8l)).value;
    uint _62 = atomicAdd(uint_at(uint64_t(_58)).value, 1u);
    float_at(uint64_t(int64_t(args.first) + (_33 * 4l))).value = value.x;
}
