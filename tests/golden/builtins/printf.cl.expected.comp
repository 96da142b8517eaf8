// Kernel: check
#version 460
layout(local_size_x_id = 0, local_size_y_id = 1, local_size_z_id = 2) in;

layout(set = 0, binding = 0, std430) readonly buffer x_block
{
    float x[];
};

layout(set = 0, binding = 3, std430) buffer kiln_printf_block
{
    uint kiln_printf[];
};

layout(push_constant, std430) uniform args_block
{
    float limit;
    uvec3 kiln_region_offset;
} args;

void main()
{
    uint i = gl_GlobalInvocationID.x + args.kiln_region_offset.x;
    float _30 = x[i];
    if (_30 > args.limit)
    {
        uint _48 = atomicAdd(kiln_printf[0u], 0u);
        uint _50 = kiln_printf[1u];
        uint _55 = atomicAdd(kiln_printf[0u], (_48 < _50) ? 4u : 0u);
        uint _56 = _55 + 4u;
        if (_56 <= _50)
        {
            kiln_printf[_56] = 1u;
            kiln_printf[_55 + 5u] = i;
            kiln_printf[_55 + 6u] = floatBitsToUint(_30);
            kiln_printf[_55 + 7u] = (_30 > (args.limit * 2.0)) ? 1u : 2u;
        }
        else
        {
            uint _72 = atomicAdd(kiln_printf[2u], 1u);
        }
    }
}
