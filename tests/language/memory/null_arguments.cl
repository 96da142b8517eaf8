// Buffers that the host leaves out: the kernel asks for them by comparing with null.

/*!
[config]
name: null arguments
clc_version_min: 12
dimensions: 1

[test]
name: no bias
kernel_name: optional_bias
global_size: 4 1 1
arg_out: 0 buffer float[4] 1 2 3 4
arg_in: 1 buffer float[4] 1 2 3 4
arg_in: 2 buffer float[4] NULL

[test]
name: a bias
kernel_name: optional_bias
global_size: 4 1 1
arg_out: 0 buffer float[4] 11 22 33 44
arg_in: 1 buffer float[4] 1 2 3 4
arg_in: 2 buffer float[4] 10 20 30 40

[test]
name: the first that is there
kernel_name: first_there
global_size: 4 1 1
arg_out: 0 buffer int[4] 5 6 7 8
arg_in: 1 buffer int[4] NULL
arg_in: 2 buffer int[4] 5 6 7 8

[test]
name: the first of two
kernel_name: first_there
global_size: 4 1 1
arg_out: 0 buffer int[4] 1 2 3 4
arg_in: 1 buffer int[4] 1 2 3 4
arg_in: 2 buffer int[4] 5 6 7 8

[test]
name: none is there
kernel_name: first_there
global_size: 4 1 1
arg_out: 0 buffer int[4] -1 -1 -1 -1
arg_in: 1 buffer int[4] NULL
arg_in: 2 buffer int[4] NULL

[test]
name: kept in an array
kernel_name: kept
global_size: 4 1 1
arg_out: 0 buffer int[4] 1 -1 3 -1
arg_in: 1 buffer int[4] 1 2 3 4
arg_in: 2 buffer int[4] NULL

[test]
name: a constant buffer
kernel_name: constant_buffer
global_size: 2 1 1
arg_out: 0 buffer int[2] 7 8
arg_in: 1 buffer int[2] NULL
!*/

kernel void optional_bias(global float *out, global const float *in, global const float *bias)
{
    const int i = get_global_id(0);
    out[i] = in[i] + (bias ? bias[i] : 0.0f);
}

kernel void first_there(global int *out, global const int *a, global const int *b)
{
    const int i = get_global_id(0);
    global const int *in = a != 0 ? a : b;
    out[i] = in != 0 ? in[i] : -1;
}

kernel void kept(global int *out, global const int *a, global const int *b)
{
    const int i = get_global_id(0);
    global const int *both[2] = { a, b };
    global const int *in = both[i % 2];
    out[i] = in ? in[i] : -1;
}

kernel void constant_buffer(global int *out, constant int *table)
{
    const int i = get_global_id(0);
    out[i] = table == 0 ? 7 + i : table[i];
}
