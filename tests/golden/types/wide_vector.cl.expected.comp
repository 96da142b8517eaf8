// Kernel: add8
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    uvec4 out_[];
};

layout(set = 0, binding = 1, std430) readonly buffer in_block
{
    uvec4 in_[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    uint _27 = i * 2u;
    uvec4 _30 = in_[_27];
    uint _32 = _27 + 1u;
    uvec4 _34 = in_[_32];
    out_[_27] = _30 + _34.wzyx;
    out_[_32] = _34 + _30.wzyx;
}
