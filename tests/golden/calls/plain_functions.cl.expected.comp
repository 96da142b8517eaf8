// Kernel: light
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    float out_[];
};

layout(set = 0, binding = 1, std430) readonly buffer in_block
{
    float in_[];
};

layout(push_constant, std430) uniform args_block
{
    float radius;
    uvec3 kiln_region_offset;
} args;

float falloff(float distance_, float radius)
{
    if (distance_ > radius)
    {
        return 0.0;
    }
    else
    {
        float t = distance_ / radius;
        float s = ((-t) * t) + 1.0;
        return (s * s) * s;
    }
}

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    out_[i] = falloff(in_[i], args.radius) + falloff(in_[i + 1u], args.radius);
}
