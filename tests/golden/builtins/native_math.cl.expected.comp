// Kernel: wave
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer out_block
{
    float out_[];
};

layout(push_constant, std430) uniform args_block
{
    float frequency;
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    float _34 = abs(out_[i]);
    out_[i] = sin(float(int(i)) * args.frequency) + (isnan(1.0) ? _34 : (isnan(_34) ? 1.0 : min(_34, 1.0)));
}
