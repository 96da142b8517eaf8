// Kernel: classify
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

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    uint score;
    switch (in_[i])
    {
        case 0u:
        {
            score = 1u;
            break;
        }
        case 1u:
        {
            score = 12u;
            break;
        }
        case 7u:
        {
            score = 10u;
            break;
        }
        default:
        {
            score = 4294967295u;
            break;
        }
    }
    out_[i] = score;
}
