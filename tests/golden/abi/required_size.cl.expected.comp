// Kernel: fixed
#version 460
layout(local_size_x = 8, local_size_y = 4, local_size_z = 1) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    int out_[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    out_[gl_GlobalInvocationID.x + args.kiln_region_offset.x] = int(4u);
}
