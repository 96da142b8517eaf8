// Kernel: first_negative
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
    int n;
    uvec3 kiln_region_offset;
} args;

void main()
{
    int found;
    int i = 0;
    for (;;)
    {
        if (i < args.n)
        {
            int _38 = in_[i];
            if (!(_38 == 0))
            {
                if (_38 < 0)
                {
                    found = i;
                    break;
                }
            }
        }
        else
        {
            found = -1;
            break;
        }
        i++;
        continue;
    }
    out_[gl_GlobalInvocationID.x + args.kiln_region_offset.x] = found;
}
