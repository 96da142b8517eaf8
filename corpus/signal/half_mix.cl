// Mixes two half-precision tracks into a third. Half is storage only (vload_half, vstore_half), arithmetic is float,
// so no extension is needed.

/*!
[config]
name: half-precision mix
clc_version_min: 10
kernel_name: half_mix
dimensions: 1
global_size: 3 1 1
local_size: 1 1 1

[test]
name: gains 1.0 and 1.0
arg_in: 0 buffer ushort[11] 14336 46080 15360 12288 1 47616 11878 15360 13653 1024 48128
arg_in: 1 buffer ushort[11] 13312 14336 14336 44032 2 14336 12902 48128 11878 1024 15360
arg_out: 2 buffer ushort[11] 14848 13312 15360 11264 3 46080 13516 0 14062 2048 0
arg_in: 3 float 1
arg_in: 4 float 1
arg_in: 5 uint 11

[test]
name: gains 0.75 and -0.5
arg_in: 0 buffer ushort[11] 14336 46080 15360 12288 1 47616 11878 15360 13653 1024 48128
arg_in: 1 buffer ushort[11] 13312 14336 14336 44032 2 14336 12902 48128 11878 1024 15360
arg_out: 2 buffer ushort[11] 13312 46848 14336 12288 32768 47744 42598 15360 12902 256 48128
arg_in: 3 float 0.75
arg_in: 4 float -0.5
arg_in: 5 uint 11
!*/

__kernel void half_mix(__global const half *a, __global const half *b, __global half *out, const float gain_a,
                       const float gain_b, const uint n)
{
    const size_t i = get_global_id(0);
    const size_t start = i * 4;
    if (start + 4 <= n) {
        const float4 mixed = vload_half4(i, a) * gain_a + vload_half4(i, b) * gain_b;
        vstore_half4(clamp(mixed, -1.0f, 1.0f), i, out);
        return;
    }
    for (size_t j = start; j < n; ++j) {
        const float mixed = vload_half(j, a) * gain_a + vload_half(j, b) * gain_b;
        vstore_half_rtz(clamp(mixed, -1.0f, 1.0f), j, out);
    }
}
