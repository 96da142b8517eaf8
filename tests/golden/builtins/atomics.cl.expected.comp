// Kernel: histogram
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer bins_block
{
    uint bins[];
};

layout(set = 0, binding = 1, std430) readonly buffer values_block
{
    uint values[];
};

layout(set = 0, binding = 2, std430) buffer largest_block
{
    int largest[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint v = values[gl_GlobalInvocationID.x + args.kiln_region_offset.x];
    uint _37 = atomicAdd(bins[v & 255u], 1u);
    int _41 = atomicMax(largest[0u], int(v));
}
