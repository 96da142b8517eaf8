// Kernel: scale
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    float out_[];
};

layout(push_constant, std430) uniform args_block
{
    float x;
} args;

void main()
{
    float scaled = float(double(args.x) * 0.10000000000000000555111512312578lf);
    float _13;
    if (double(scaled) > 0.29999999999999998889776975374843lf)
    {
        _13 = sqrt(scaled);
    }
    else
    {
        _13 = 1.5 - scaled;
    }
    out_[0u] = _13;
}
