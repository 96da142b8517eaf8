// 1D convolution with zero padding. The filter is a __constant argument, the signal is staged with its halo.

/*!
[config]
name: 1D convolution
clc_version_min: 10
kernel_name: convolution_1d
dimensions: 1
global_size: 12 1 1
local_size: 4 1 1

[test]
name: five taps over ten samples
arg_in: 0 buffer float[10] 1 0 -3 6 1 -8 -2 8 6 -8
arg_in: 1 buffer float[5] -1 1 -2 3 -2
arg_in: 2 int 2
arg_out: 3 buffer float[10] 1 -6 9 -12 16 -3 -20 8 8 18
arg_in: 4 int 10
arg_in: 5 float8 NULL
!*/

__kernel void convolution_1d(__global const float *signal, __constant float *filter, const int radius,
                             __global float *out, const int n, __local float *tile)
{
    const int lid = get_local_id(0);
    const int size = get_local_size(0);
    const int first = (int)(get_group_id(0) * size) - radius;

    for (int i = lid; i < size + 2 * radius; i += size) {
        const int position = first + i;
        tile[i] = (position >= 0 && position < n) ? signal[position] : 0.0f;
    }
    barrier(CLK_LOCAL_MEM_FENCE);

    const int gid = get_global_id(0);
    if (gid >= n)
        return;
    float sum = 0.0f;
    for (int tap = -radius; tap <= radius; ++tap)
        sum += filter[radius + tap] * tile[lid + radius - tap];
    out[gid] = sum;
}
