// The GELU activation: exact with erf, and the usual approximation with tanh, eight values a work-item.

/*!
[config]
name: GELU
clc_version_min: 10

[test]
name: with erf
kernel_name: gelu
dimensions: 1
global_size: 4 1 1
local_size: 2 1 1
arg_in: 0 buffer float[16] -3 -2 -1.5 -1 -0.5 -0.25 0.125 0.25 0.5 0.75 1 1.25 1.5 2 3 5
arg_out: 1 buffer float[16] -0.00404969417 -0.0455002636 -0.100210801 -0.158655256 -0.154268771 -0.100323416 \
          0.0687172785 0.149676576 0.345731229 0.580029488 0.841344774 1.1179378 1.39978921 1.95449972 2.99595022 \
          4.99999857 tolerance 1024 ulp
arg_in: 2 uint 16

[test]
name: with tanh
kernel_name: gelu_tanh
dimensions: 1
global_size: 4 1 1
local_size: 2 1 1
arg_in: 0 buffer float[16] -3 -2 -1.5 -1 -0.5 -0.25 0.125 0.25 0.5 0.75 1 1.25 1.5 2 3 5
arg_out: 1 buffer float[16] -0.00363739207 -0.0454023071 -0.100428425 -0.158808008 -0.154285997 -0.100324646 \
          0.0687171966 0.149675354 0.345714003 0.579960585 0.841192007 1.11771417 1.39957154 1.95459771 2.99636269 5 \
          tolerance 1024 ulp
arg_in: 2 uint 16
!*/

__kernel void gelu(__global const float *in, __global float *out, const uint n)
{
    const uint i = get_global_id(0);
    if (i * 8 >= n)
        return;
    const float8 x = vload8(i, in);
    vstore8(0.5f * x * (1.0f + erf(x * M_SQRT1_2_F)), i, out);
}

__kernel void gelu_tanh(__global const float *in, __global float *out, const uint n)
{
    const uint i = get_global_id(0);
    if (i * 8 >= n)
        return;
    const float8 x = vload8(i, in);
    const float8 inner = 0.7978845608f * fma(0.044715f * x * x, x, x);
    vstore8(0.5f * x * (1.0f + tanh(inner)), i, out);
}
