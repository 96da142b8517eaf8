// Kernel: group_sums
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(constant_id = 3) const uint scratch_length = 1u;

layout(set = 0, binding = 0, std430) buffer sums_block
{
    int sums[];
};

layout(set = 0, binding = 1, std430) readonly buffer in_block
{
    int in_[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
    uvec3 kiln_group_base;
} args;

shared int scratch[scratch_length];

void main()
{
    int l = int(gl_LocalInvocationID.x);
    scratch[l] = in_[gl_GlobalInvocationID.x + args.kiln_region_offset.x];
    int step_ = int(gl_WorkGroupSize.x);
    for (;;)
    {
        int step_1_1 = int(uint(step_) >> uint(1));
        if (uint(step_) < uint(2))
        {
            break;
        }
        else
        {
            barrier();
            if (l < step_1_1)
            {
                scratch[l] += scratch[l + step_1_1];
            }
            step_ = step_1_1;
            continue;
        }
    }
    if (l == 0)
    {
        sums[gl_WorkGroupID.x + args.kiln_group_base.x] = scratch[0u];
    }
}
