// Kernel: flip_signs
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) buffer values_block
{
    float values[];
};

layout(set = 0, binding = 1, std430) readonly buffer mask_block
{
    uint mask[];
};

layout(push_constant, std430) uniform args_block
{
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    values[i] = uintBitsToFloat(floatBitsToUint(values[i]) ^ (mask[i] << 31u));
    values[i] += 1.0;
}
