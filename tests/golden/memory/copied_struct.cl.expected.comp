// Kernel: gather
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    uint out_[];
};

layout(set = 0, binding = 1, std430) readonly buffer in_block
{
    uint in_[];
};

layout(set = 0, binding = 2, std430) readonly buffer order_block
{
    uint order[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    uint _30 = order[i];
    uint _32 = _30 * 8u;
    uint _38 = in_[_32 + 1u];
    uint _42 = in_[_32 + 2u];
    uint _46 = in_[_32 + 3u];
    uint _50 = in_[_32 + 4u];
    uint _54 = in_[_32 + 5u];
    uint _58 = in_[_32 + 6u];
    uint _62 = in_[_32 + 7u];
    uint _63 = i * 8u;
    out_[_63] = in_[_32];
    out_[_63 + 1u] = _38;
    out_[_63 + 2u] = _42;
    out_[_63 + 3u] = _46;
    out_[_63 + 4u] = _50;
    out_[_63 + 5u] = _54;
    out_[_63 + 6u] = _58;
    out_[_63 + 7u] = _62;
}
