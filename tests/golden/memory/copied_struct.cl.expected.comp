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
    int order[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    int _32 = order[i];
    int _34 = _32 * 8;
    uint _41 = in_[_34 + 1];
    uint _45 = in_[_34 + 2];
    uint _49 = in_[_34 + 3];
    uint _53 = in_[_34 + 4];
    uint _57 = in_[_34 + 5];
    uint _61 = in_[_34 + 6];
    uint _65 = in_[_34 + 7];
    uint _67 = i * 8u;
    out_[_67] = in_[_34];
    out_[_67 + 1u] = _41;
    out_[_67 + 2u] = _45;
    out_[_67 + 3u] = _49;
    out_[_67 + 4u] = _53;
    out_[_67 + 5u] = _57;
    out_[_67 + 6u] = _61;
    out_[_67 + 7u] = _65;
}
