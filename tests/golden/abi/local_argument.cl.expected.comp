// Kernel: group_sums
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(constant_id = 3) const uint scratch_length = 1u;

layout(set = 0, binding = 0, std430) buffer sums_block
{
    uint sums[];
};

layout(set = 0, binding = 1, std430) readonly buffer in_block
{
    uint in_[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
    uvec3 kiln_group_base;
} args;

shared uint scratch[scratch_length];

void main()
{
    uint l = gl_LocalInvocationID.x;
    scratch[l] = in_[gl_GlobalInvocationID.x + args.kiln_region_offset.x];
    uint step_ = gl_WorkGroupSize.x;
    for (;;)
    {
        uint step_1_1 = step_ >> 1u;
        if (step_ < 2u)
        {
            break;
        }
        else
        {
            barrier();
            if (int(l) < int(step_1_1))
            {
                scratch[l] += scratch[l + step_1_1];
            }
            step_ = step_1_1;
            continue;
        }
    }
    if (l == 0u)
    {
        sums[gl_WorkGroupID.x + args.kiln_group_base.x] = scratch[0u];
    }
}
