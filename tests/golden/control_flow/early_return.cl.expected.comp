// Kernel: guarded
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer y_block
{
    float y[];
};

layout(set = 0, binding = 1, std430) readonly buffer x_block
{
    float x[];
};

layout(push_constant, std430) uniform args_block
{
    int n;
    uvec3 kiln_region_offset;
} args;

void main()
{
    int i = int(gl_GlobalInvocationID.x + args.kiln_region_offset.x);
    if (i < args.n)
    {
        float _38 = x[i];
        y[i] = _38 * _38;
    }
}
