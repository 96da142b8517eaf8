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
    int i = int(gl_GlobalInvocationID.x + args.kiln_region_offset.x);
    float _36 = abs(out_[i]);
    out_[i] = sin(float(i) * args.frequency) + (isnan(1.0) ? _36 : (isnan(_36) ? 1.0 : min(_36, 1.0)));
}
