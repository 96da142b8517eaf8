// Halves in memory: vload_half and vstore_half with every width and rounding.

/*!
[config]
name: half
clc_version_min: 10
dimensions: 1

[test]
name: loads
kernel_name: loads
global_size: 8 1 1
arg_out: 0 buffer float[8] 0 1 -1 inf 5.96046448e-08 6.09755516e-05 65504 0.5
arg_in: 1 buffer ushort[8] 0 15360 48128 31744 1 1023 31743 14336

[test]
name: stores
kernel_name: stores
global_size: 8 1 1
arg_out: 0 buffer ushort[8] 0 15360 48640 31743 2 13653 31744 49408
arg_in: 1 buffer float[8] 0 1 -1.5 65504 1e-7 0.333333343 100000 -2.5

[test]
name: rounding
kernel_name: rounding
global_size: 4 1 1
arg_out: 0 buffer ushort4[4] 15361 15360 15361 15360 48129 48128 48128 48129 26624 26624 26625 26624 11878 11878 \
          11879 11878
arg_in: 1 buffer float[4] 1.0005 -1.0005 2049 0.1

[test]
name: vectors
kernel_name: vectors
global_size: 1 1 1
arg_in: 0 buffer ushort[24] repeat 7
arg_out: 0 buffer ushort[24] 48128 47616 47104 46080 0 13312 14336 14848 7 49536 49408 49280 7 7 7 7 15360 15616 \
          15872 16128 49920 49280 7 7
arg_in: 1 buffer float[24] -3.0 -2.75 -2.5 -2.25 -2.0 -1.75 -1.5 -1.25 -1.0 -0.75 -0.5 -0.25 0.0 0.25 0.5 0.75 1.0 1.25 1.5 1.75 2.0 2.25 2.5 2.75

[test]
name: bits
kernel_name: bits
global_size: 4 1 1
local_size: 4 1 1
arg_out: 0 buffer ushort[4] 48128 15360 15360 48128
arg_in: 1 buffer ushort[4] 15360 16384 0 49152
!*/

kernel void loads(global float *out, global const half *in)
{
    const int i = get_global_id(0);
    out[i] = vload_half(i, in);
}

kernel void stores(global half *out, global const float *in)
{
    const int i = get_global_id(0);
    vstore_half(in[i], i, out);
}

kernel void rounding(global half *out, global const float *in)
{
    const int i = get_global_id(0);
    vstore_half_rte(in[i], 4 * i, out);
    vstore_half_rtz(in[i], 4 * i + 1, out);
    vstore_half_rtp(in[i], 4 * i + 2, out);
    vstore_half_rtn(in[i], 4 * i + 3, out);
}

kernel void vectors(global half *out, global const float *in)
{
    vstore_half8(vload8(1, in), 0, out);
    vstore_half3(vload3(0, in + 1), 3, out);
    vstorea_half4(vload4(4, in), 4, out);
    const float4 v = vload_half4(0, out + 1) + vload_half3(3, out).xyzz;
    vstore_half2(v.xw, 10, out);
}

kernel void bits(global half *out, global const half *in)
{
    const int i = get_global_id(0);
    const float x = vload_half(i, in);
    local float shared[4];
    shared[i] = x;
    barrier(CLK_LOCAL_MEM_FENCE);
    vstore_half(shared[3 - i] * x + 1, i, out);
}
