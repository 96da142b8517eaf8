// Kernel: median5
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    float out_[];
};

layout(set = 0, binding = 1, std430) readonly buffer in_block
{
    float in_[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    float window[5];
    uint a;
    uint k = 0u;
    for (;;)
    {
        if (k < 5u)
        {
            window[k] = in_[i + k];
        }
        else
        {
            a = 0u;
            break;
        }
        k++;
        continue;
    }
    while (a < 3u)
    {
        uint _64 = a + 1u;
        uint b = _64;
        for (;;)
        {
            if (b < 5u)
            {
                float _79 = window[a];
                if (window[b] < _79)
                {
                    window[a] = window[b];
                    window[b] = _79;
                }
            }
            else
            {
                a = _64;
                break;
            }
            b++;
            continue;
        }
    }
    out_[i] = window[2u];
}
