// Kernel: pick
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    int out_[];
};

layout(set = 0, binding = 1, std430) readonly buffer even_block
{
    int even[];
};

layout(set = 0, binding = 2, std430) readonly buffer odd_block
{
    int odd[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    int i = int(gl_GlobalInvocationID.x + args.kiln_region_offset.x);
    int _38 = i / 2;
    int _20;
    if ((i & 1) == 0)
    {
        _20 = even[_38];
    }
    else
    {
        _20 = odd[_38];
    }
    out_[i] = _20;
}
