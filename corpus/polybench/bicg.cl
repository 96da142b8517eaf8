// The two products of the biconjugate gradient method: q = A * p and s = transpose(A) * r.

/*!
[config]
name: bicg
clc_version_min: 10

[test]
name: q = A p
kernel_name: bicg_q
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer float[35] -2 -9 -5 7 -2 -7 5 8 -6 -4 8 5 1 9 9 -1 5 6 -8 -6 -9 -3 5 5 -1 5 4 -1 8 -8 1 8 9 4 0
arg_in: 1 buffer float[7] 5 0 4 4 9 9 -3
arg_out: 2 buffer float[5] -98 83 -10 85 193
arg_in: 3 int 5
arg_in: 4 int 7

[test]
name: s = transposed A r
kernel_name: bicg_s
dimensions: 1
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer float[35] -2 -9 -5 7 -2 -7 5 8 -6 -4 8 5 1 9 9 -1 5 6 -8 -6 -9 -3 5 5 -1 5 4 -1 8 -8 1 8 9 4 0
arg_in: 1 buffer float[5] -4 -7 -1 -7 -1
arg_out: 2 buffer float[7] -44 52 7 -91 -63 -5 -67
arg_in: 3 int 5
arg_in: 4 int 7
!*/

__kernel void bicg_q(__global const float *a, __global const float *p, __global float *q, int nx, int ny)
{
    int i = get_global_id(0);
    if (i >= nx)
        return;

    float sum = 0.0f;
    int j = 0;
    // Four columns at a time, then what is left.
    while (j + 4 <= ny) {
        sum += dot(vload4(0, a + i * ny + j), vload4(0, p + j));
        j += 4;
    }
    while (j < ny) {
        sum += a[i * ny + j] * p[j];
        j++;
    }
    q[i] = sum;
}

__kernel void bicg_s(__global const float *a, __global const float *r, __global float *s, int nx, int ny)
{
    int j = get_global_id(0);
    if (j >= ny)
        return;

    float sum = 0.0f;
    __global const float *element = a + j;
    for (int i = 0; i != nx; ++i, element += ny)
        sum += *element * r[i];
    s[j] = sum;
}
