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
    int i = int(gl_GlobalInvocationID.x + args.kiln_region_offset.x);
    float window[5];
    int a;
    int k = 0;
    for (;;)
    {
        if (k < 5)
        {
            window[k] = in_[i + k];
        }
        else
        {
            a = 0;
            break;
        }
        k++;
        continue;
    }
    while (a < 3)
    {
        int _68 = a + 1;
        int b = _68;
        for (;;)
        {
            if (b < 5)
            {
                float _83 = window[a];
                if (window[b] < _83)
                {
                    window[a] = window[b];
                    window[b] = _83;
                }
            }
            else
            {
                a = _68;
                break;
            }
            b++;
            continue;
        }
    }
    out_[i] = window[2u];
}
