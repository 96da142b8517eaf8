// y = a * x + y, with the usual guard for a rounded-up global size.

/*!
[config]
name: saxpy
clc_version_min: 10
kernel_name: saxpy
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1

[test]
name: all eight elements
arg_in: 0 float 2.5
arg_in: 1 buffer float[8] 1 2 3 4 5 6 7 8
arg_in: 2 buffer float[8] 10 20 30 40 50 60 70 80
arg_out: 2 buffer float[8] 12.5 25 37.5 50 62.5 75 87.5 100
arg_in: 3 uint 8

[test]
name: the guard leaves the tail alone
arg_in: 0 float -1
arg_in: 1 buffer float[8] 1 2 3 4 5 6 7 8
arg_in: 2 buffer float[8] 10 20 30 40 50 60 70 80
arg_out: 2 buffer float[8] 9 18 27 36 45 60 70 80
arg_in: 3 uint 5

[test]
name: grid stride over float4
kernel_name: saxpy_stride4
dimensions: 1
global_size: 2 1 1
local_size: 2 1 1
arg_in: 0 float 0.5
arg_in: 1 buffer float4[5] 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19
arg_in: 2 buffer float4[5] repeat 3
arg_out: 2 buffer float4[5] 3 3.5 4 4.5 5 5.5 6 6.5 7 7.5 8 8.5 9 9.5 10 10.5 11 11.5 12 12.5
arg_in: 3 uint 5
!*/

__kernel void saxpy(const float a, __global const float *x, __global float *y, const uint n)
{
    const size_t i = get_global_id(0);
    if (i >= n)
        return;
    y[i] = a * x[i] + y[i];
}

// The same in a grid-stride loop over float4: any global size covers any n that is a multiple of 4.
__kernel void saxpy_stride4(const float a, __global const float4 *restrict x, __global float4 *restrict y,
                            const uint n4)
{
    for (size_t i = get_global_id(0); i < n4; i += get_global_size(0))
        y[i] = fma((float4)(a), x[i], y[i]);
}
