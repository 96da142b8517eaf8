// Kernel: weigh
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

int kWeights[4] = int[](1, 4, 6, 4);

layout(set = 0, binding = 0, std430) buffer data_block
{
    int data[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    data[i] *= kWeights[i & 3u];
}
