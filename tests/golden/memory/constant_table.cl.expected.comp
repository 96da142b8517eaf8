// Kernel: weigh
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

const uint _18[4] = uint[](1u, 4u, 6u, 4u);

layout(set = 0, binding = 0, std430) buffer data_block
{
    uint data[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    data[i] *= _18[i & 3u];
}
