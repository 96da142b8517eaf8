// Kernel: two_entries
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer data_block
{
    uint data[];
};

layout(push_constant, std430) uniform args_block
{
    uint n;
} args;

void main()
{
    uint sum = 0u;
    uint i = 0u;
    uint sum_1 = 0u;
    uint i_1 = 0u;
    bool _19 = (args.n & 1u) == 0u;
    uint _12;
    for (;;)
    {
        if (_19)
        {
            sum = sum_1 + data[i_1];
            i = i_1;
            _19 = false;
        }
        else
        {
            _12 = sum + 3u;
            uint _47 = i + 1u;
            if (int(_47) < int(args.n))
            {
                sum_1 = _12;
                i_1 = _47;
                _19 = true;
            }
            else
            {
                break;
            }
        }
        continue;
    }
    data[0u] = _12;
}
