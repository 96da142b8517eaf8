// Kernel: add8
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    ivec4 out_[];
};

layout(set = 0, binding = 1, std430) readonly buffer in_block
{
    ivec4 in_[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    uint _28 = i * 2u;
    ivec4 _31 = in_[_28];
    ivec4 _35 = in_[_28 + 1u];
    out_[_28] = _31 + _35.wzyx;
    out_[_28 + 1u] = _35 + _31.wzyx;
}
