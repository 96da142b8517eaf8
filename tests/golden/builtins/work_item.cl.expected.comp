// Kernel: ids
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    uint out_[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
    uvec3 kiln_global_offset;
    uvec3 kiln_global_size;
    uvec3 kiln_group_base;
    uvec3 kiln_num_groups;
} args;

void main()
{
    out_[(gl_GlobalInvocationID.x + args.kiln_region_offset.x) + ((gl_GlobalInvocationID.y + args.kiln_region_offset.y) * args.kiln_global_size.x)] = ((gl_LocalInvocationID.x + ((gl_WorkGroupID.x + args.kiln_group_base.x) * 100u)) + (args.kiln_num_groups.y * 10000u)) + args.kiln_global_offset.x;
}
