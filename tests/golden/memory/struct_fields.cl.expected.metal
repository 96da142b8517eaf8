#include <metal_stdlib>
#include <simd/simd.h>

using namespace metal;

struct Point
{
    float x;
    float y;
    int count;
};

kernel void move_points(device Point* points [[buffer(0)]],
                        constant float& dx [[buffer(1)]],
                        constant float& dy [[buffer(2)]],
                        uint3 thread_position_in_grid [[thread_position_in_grid]])
{
    uint i = thread_position_in_grid.x;
    points[i].x += dx;
    points[i].y += dy;
    points[i].count++;
}
