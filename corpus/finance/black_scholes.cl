// European call and put prices by Black and Scholes; the normal distribution through erfc, so that no tail is lost.

/*!
[config]
name: Black and Scholes
clc_version_min: 10
kernel_name: black_scholes
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1

[test]
name: five options
arg_in: 0 buffer float[5] 100 100 80 120 50
arg_in: 1 buffer float[5] 100 90 100 100 75
arg_in: 2 buffer float[5] 1 0.5 2 0.25 4
arg_in: 3 float 0.0500000007
arg_in: 4 float 0.200000003
arg_out: 5 buffer float2[5] 10.4505835 5.57352591 13.498518 1.27640963 5.23183298 15.7155743 21.3481884 0.105968907 \
          4.2474103 15.652216 tolerance 4096 ulp
arg_in: 6 uint 5
!*/

float normal_cdf(float x)
{
    return 0.5f * erfc(-x * M_SQRT1_2_F);
}

__kernel void black_scholes(__global const float *spot, __global const float *strike, __global const float *years,
                            const float rate, const float volatility, __global float2 *prices, const uint n)
{
    const uint i = get_global_id(0);
    if (i >= n)
        return;
    const float s = spot[i];
    const float k = strike[i];
    const float t = years[i];
    const float deviation = volatility * sqrt(t);
    const float d1 = (log(s / k) + (rate + 0.5f * volatility * volatility) * t) / deviation;
    const float d2 = d1 - deviation;
    const float discounted = k * exp(-rate * t);
    prices[i].x = s * normal_cdf(d1) - discounted * normal_cdf(d2);
    prices[i].y = discounted * normal_cdf(-d2) - s * normal_cdf(-d1);
}
