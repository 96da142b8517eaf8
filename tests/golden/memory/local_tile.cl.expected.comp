// Kernel: reverse_groups
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer data_block
{
    int data[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

shared int tile[64];

void main()
{
    uint l = gl_LocalInvocationID.x;
    uint g = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    tile[l] = data[g];
    barrier();
    data[g] = tile[gl_WorkGroupSize.x + (~l)];
}
