// One radix-2 pass of the Stockham FFT: log2(n) passes, ping-pong between two buffers, no bit reversal.
// The second dimension of the range is the batch.

/*!
[config]
name: Stockham FFT pass
clc_version_min: 10

[test]
name: first pass
kernel_name: fft_pass
dimensions: 2
global_size: 4 1 1
local_size: 4 1 1
arg_in: 0 buffer float2[8] 34 7 27 1 40 7 17 3 31 7 34 2 23 8 26 8
arg_out: 1 buffer float2[8] 65 14 3 0 61 3 -7 -1 63 15 17 -1 43 11 -9 -5
arg_in: 2 uint 1

[test]
name: last pass
kernel_name: fft_pass
dimensions: 2
global_size: 4 1 1
local_size: 4 1 1
arg_in: 0 buffer float2[8] 128 29 2 -17 2 -1 4 17 104 14 -12 8 18 -8 -2 -10
arg_out: 1 buffer float2[8] 232 43 -0.828427136 -2.85786438 -6 -19 -1.65685427 25.485281 24 15 4.82842731 \
          -31.1421356 10 17 9.65685463 8.51471901 tolerance 256 ulp
arg_in: 2 uint 4

[test]
name: batch of two
kernel_name: fft_pass
dimensions: 2
global_size: 4 2 1
local_size: 4 1 1
arg_in: 0 buffer float2[16] 34 7 27 1 40 7 17 3 31 7 34 2 23 8 26 8 26 8 23 8 34 2 31 7 17 3 40 7 27 1 34 7
arg_out: 1 buffer float2[16] 65 14 3 0 61 3 -7 -1 63 15 17 -1 43 11 -9 -5 43 11 9 5 63 15 -17 1 61 3 7 1 65 14 -3 0
arg_in: 2 uint 1

[test]
name: power
kernel_name: power_spectrum
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer float2[8] 34 7 27 1 40 7 17 3 31 7 34 2 23 8 26 8
arg_out: 1 buffer float[8] 1205 730 1649 298 1010 1160 593 740
!*/

typedef float2 cfloat;

cfloat cmul(cfloat a, cfloat b)
{
    return (cfloat)(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x);
}

__kernel void fft_pass(__global const cfloat *in, __global cfloat *out, const uint p)
{
    const uint i = get_global_id(0);
    const uint n_half = get_global_size(0);
    const size_t base = get_global_id(1) * 2 * n_half;
    const uint k = i & (p - 1);

    const float angle = -M_PI_F * (float)k / (float)p;
    float c;
    const float s = sincos(angle, &c);
    const cfloat u0 = in[base + i];
    const cfloat u1 = cmul((cfloat)(c, s), in[base + i + n_half]);

    const size_t j = base + ((i << 1) - k);
    out[j] = u0 + u1;
    out[j + p] = u0 - u1;
}

__kernel void power_spectrum(__global const cfloat *spectrum, __global float *power)
{
    const size_t i = get_global_id(0);
    const cfloat z = spectrum[i];
    power[i] = dot(z, z);
}
