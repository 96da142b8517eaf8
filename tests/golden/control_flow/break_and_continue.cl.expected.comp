// Kernel: first_negative
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
    uint n;
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint found;
    uint i = 0u;
    for (;;)
    {
        if (int(i) < int(args.n))
        {
            if (!(in_[i] == 0u))
            {
                if (int(in_[i]) < int(0u))
                {
                    found = i;
                    break;
                }
            }
        }
        else
        {
            found = 4294967295u;
            break;
        }
        i++;
        continue;
    }
    out_[gl_GlobalInvocationID.x + args.kiln_region_offset.x] = found;
}
