// Kernel: two_entries
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer data_block
{
    int data[];
};

layout(push_constant, std430) uniform args_block
{
    int n;
} args;

void main()
{
    int sum = 0;
    int i = 0;
    int sum_1 = 0;
    int i_1 = 0;
    bool _20 = (args.n & 1) == 0;
    int _13;
    for (;;)
    {
        if (_20)
        {
            sum = sum_1 + data[i_1];
            i = i_1;
            _20 = false;
        }
        else
        {
            _13 = sum + 3;
            int _49 = i + 1;
            if (_49 < args.n)
            {
                sum_1 = _13;
                i_1 = _49;
                _20 = true;
            }
            else
            {
                break;
            }
        }
        continue;
    }
    data[0u] = _13;
}
