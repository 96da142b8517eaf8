// Monte Carlo price of an Asian call. Random numbers come from the counter-based generator Philox 4x32-10 (Salmon et
// al. 2011): path and step are the counter, so results do not depend on the launch.

/*!
[config]
name: Philox and an Asian option
clc_version_min: 10

[test]
name: published vectors of Philox
kernel_name: philox_block
dimensions: 1
global_size: 3 1 1
local_size: 1 1 1
arg_in: 0 buffer uint4[3] 0 0 0 0 4294967295 4294967295 4294967295 4294967295 608135816 2242054355 320440878 \
          57701188
arg_in: 1 buffer uint2[3] 0 0 4294967295 4294967295 2752067618 698298832
arg_out: 2 buffer uint4[3] 1713891541 3781805453 3159862348 2600524760 1083123565 1103641358 2718681030 1834242557 \
          3513581065 2499661035 1342301216 605187745

[test]
name: eight paths of eight steps
kernel_name: monte_carlo
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1
arg_out: 0 buffer float[8] 21.6430969 20.9772377 18.9165077 23.1481895 12.8369999 45.3314819 7.15564728 25.7299957 \
          tolerance 1024 ulp
arg_in: 1 float 100
arg_in: 2 float 80
arg_in: 3 float 0
arg_in: 4 float 0.0625
arg_in: 5 uint 2
arg_in: 6 uint2 2026 11
!*/

uint4 philox_round(uint4 counter, uint2 key)
{
    const uint high0 = mul_hi(0xD2511F53u, counter.x);
    const uint low0 = 0xD2511F53u * counter.x;
    const uint high1 = mul_hi(0xCD9E8D57u, counter.z);
    const uint low1 = 0xCD9E8D57u * counter.z;
    return (uint4)(high1 ^ counter.y ^ key.x, low1, high0 ^ counter.w ^ key.y, low0);
}

uint4 philox(uint4 counter, uint2 key)
{
    for (int i = 0; i < 10; ++i) {
        counter = philox_round(counter, key);
        key += (uint2)(0x9E3779B9u, 0xBB67AE85u);
    }
    return counter;
}

__kernel void philox_block(__global const uint4 *counters, __global const uint2 *keys, __global uint4 *out)
{
    const size_t i = get_global_id(0);
    out[i] = philox(counters[i], keys[i]);
}

// In (0, 1): the centre of one of 2^24 cells would need 25 bits, so 23 bits and a half.
float2 to_unit(uint2 bits)
{
    return (convert_float2(bits >> 9) + 0.5f) * 0x1p-23f;
}

float2 box_muller(uint2 bits)
{
    const float2 u = to_unit(bits);
    const float radius = sqrt(-2.0f * log(u.x));
    const float angle = 2.0f * M_PI_F * u.y;
    return radius * (float2)(cos(angle), sin(angle));
}

// Each path has 4 * blocks steps. `drift` and `deviation` are those of the logarithm over one step.
__kernel void monte_carlo(__global float *payoffs, const float spot, const float strike, const float drift,
                          const float deviation, const uint blocks, const uint2 key)
{
    const uint path = get_global_id(0);
    float logarithm = 0.0f;
    float sum = 0.0f;
    for (uint block = 0; block < blocks; ++block) {
        const uint4 bits = philox((uint4)(path, block, 0, 0), key);
        const float4 normals = (float4)(box_muller(bits.xy), box_muller(bits.zw));
        const float4 steps = drift + deviation * normals;
        logarithm += steps.x;
        sum += exp(logarithm);
        logarithm += steps.y;
        sum += exp(logarithm);
        logarithm += steps.z;
        sum += exp(logarithm);
        logarithm += steps.w;
        sum += exp(logarithm);
    }
    payoffs[path] = fmax(spot * sum / (float)(4 * blocks) - strike, 0.0f);
}
