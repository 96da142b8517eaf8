// Constant indices outside of an array, which nothing reaches, and into local arguments whose length the host chooses; tables
// and variables of one name.

/*!
[config]
name: fixed indices
clc_version_min: 10
dimensions: 1

[test]
name: never reached
kernel_name: never_reached
global_size: 2 1 1
local_size: 2 1 1
arg_in: 0 buffer int[8] 1 2 3 4 5 6 7 8
arg_out: 0 buffer int[8] 5 2 8 4 5 6 7 8
arg_in: 1 int 2

[test]
name: a local argument
kernel_name: local_argument
global_size: 4 1 1
local_size: 4 1 1
arg_out: 0 buffer int[4] 30 41 12 23
arg_in: 1 buffer int[4] 10 20 30 40
arg_in: 2 buffer int[8] NULL

[test]
name: tables of one name
kernel_name: first_weights
global_size: 4 1 1
arg_out: 0 buffer int[4] 1 14 46 24

[test]
name: the other table
kernel_name: second_weights
global_size: 4 1 1
arg_out: 0 buffer int[4] 2 3 5 7
!*/

kernel void never_reached(global int *x, int n)
{
    const int i = get_global_id(0);
    int a[4];
    for (int k = 0; k < 4; ++k) a[k] = x[k] * n;
    barrier(CLK_GLOBAL_MEM_FENCE);
    if (i == 0) x[0] += a[n & 3] - (n > 1 ? 2 : 0);
    if (i == 1 && n < 100) x[2] = a[3];
    if (n > 100) x[5] = a[n > 50 ? 7 : n & 3] + x[-1];
}

kernel void local_argument(global int *out, global const int *in, local int *tile)
{
    const int i = get_local_id(0);
    tile[i] = in[i];
    tile[i + 4] = i;
    barrier(CLK_LOCAL_MEM_FENCE);
    const int fixed = tile[2] + tile[4];
    if (i == 0) out[0] = fixed;
    if (i == 1) out[1] = tile[3] + tile[5];
    if (i == 2) out[2] = tile[0] + tile[6];
    if (i == 3) out[3] = tile[1] + tile[7];
}

constant int weights[4] = {1, 4, 6, 4};

int tenfold(int i)
{
    int weights = i * 10;
    for (int k = 0; k < i; ++k) weights += k & 0;
    return weights;
}

kernel void first_weights(global int *out)
{
    const int i = get_global_id(0);
    const int tens = tenfold(i & 3);
    out[i] = weights[i] + (i == 3 ? 20 : i == 2 ? 2 * tens : tens);
}

kernel void second_weights(global int *out)
{
    const int weights[4] = {2, 3, 5, 7};
    const int i = get_global_id(0);
    out[i] = weights[i & 3];
}
