// Kernel: row_sums
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer sums_block
{
    float sums[];
};

layout(set = 0, binding = 1, std430) readonly buffer matrix_block
{
    float matrix[];
};

layout(push_constant, std430) uniform args_block
{
    int columns;
    uvec3 kiln_region_offset;
} args;

void main()
{
    int row = int(gl_GlobalInvocationID.x + args.kiln_region_offset.x);
    float sum = 0.0;
    for (int i = 0; i < args.columns; i++)
    {
        sum += matrix[(row * args.columns) + i];
    }
    sums[row] = sum;
}
