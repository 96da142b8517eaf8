// Kernel: sharpen
#version 460
#extension GL_EXT_samplerless_texture_functions : require
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(push_constant, std430) uniform args_block
{
    float amount;
    uvec3 kiln_region_offset;
} args;

layout(set = 0, binding = 0) uniform texture2D from;
layout(set = 0, binding = 1) uniform writeonly image2D to;

void main()
{
    int _27 = int(gl_GlobalInvocationID.x + args.kiln_region_offset.x);
    if (_27 < imageSize(to).x)
    {
        int _41 = int(gl_GlobalInvocationID.y + args.kiln_region_offset.y);
        ivec2 _42 = ivec2(_27, _41);
        vec4 center = texelFetch(from, _42, 0);
        int _56 = textureSize(from, 0).x - 1;
        int _62 = min(max(_41, 0), (textureSize(from, 0).y - 1));
        vec4 left = texelFetch(from, ivec2(min(max((_27 + (-1)), 0), _56), _62), 0);
        vec4 right = texelFetch(from, ivec2(min(max((_27 + 1), 0), _56), _62), 0);
        imageStore(to, _42, (vec4(args.amount) * (((left + right) * vec4(-0.5)) + center)) + center);
    }
}
