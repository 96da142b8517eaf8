// Kernel: move_points
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

struct Point
{
    float x;
    float y;
    int count;
};

layout(set = 0, binding = 0, std430) buffer points_block
{
    Point points[];
};

layout(push_constant, std430) uniform args_block
{
    float dx;
    float dy;
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    points[i].x += args.dx;
    points[i].y += args.dy;
    points[i].count++;
}
