// Kernel: pick
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    uint out_[];
};

layout(set = 0, binding = 1, std430) readonly buffer even_block
{
    uint even[];
};

layout(set = 0, binding = 2, std430) readonly buffer odd_block
{
    uint odd[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    uint _35 = uint(int(i) / int(2u));
    uint _19;
    if ((i & 1u) == 0u)
    {
        _19 = even[_35];
    }
    else
    {
        _19 = odd[_35];
    }
    out_[i] = _19;
}
