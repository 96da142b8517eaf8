// Kernel: classify
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    int out_[];
};

layout(set = 0, binding = 1, std430) readonly buffer in_block
{
    int in_[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    int score;
    switch (in_[i])
    {
        case 0:
        {
            score = 1;
            break;
        }
        case 1:
        {
            score = 12;
            break;
        }
        case 7:
        {
            score = 10;
            break;
        }
        default:
        {
            score = -1;
            break;
        }
    }
    out_[i] = score;
}
