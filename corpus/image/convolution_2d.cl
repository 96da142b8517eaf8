// 2D convolution of a float image with a K x K filter, edges clamped, one work-item for a pixel.

/*!
[config]
name: 2D convolution
clc_version_min: 10
build_options: -D K=3
kernel_name: convolution_2d
dimensions: 2
global_size: 8 8 1
local_size: 4 4 1

[test]
name: 3x3 on 6x5
arg_in: 0 buffer float[30] 4 4 3 0 6 -8 8 -2 -1 -2 2 -7 -7 6 -7 4 -9 -4 2 5 9 -1 2 3 9 -1 4 -2 -2 -7
arg_out: 1 buffer float[30] 88 46 47 26 36 -60 53 85 -7 40 -25 -42 62 38 16 -41 -12 -52 -24 -2 43 -18 -30 -82 87 51 \
          90 32 -13 -23
arg_in: 2 buffer float[9] 5 5 1 2 2 1 -1 4 0
arg_in: 3 int2 6 5
!*/

#ifndef K
#define K 5
#endif
#define R (K / 2)

float tap(__global const float *image, int2 size, int x, int y)
{
    return image[clamp(y, 0, size.y - 1) * size.x + clamp(x, 0, size.x - 1)];
}

__kernel void convolution_2d(__global const float *image, __global float *out, __constant float *filter,
                             const int2 size)
{
    const int2 pos = (int2)(get_global_id(0), get_global_id(1));
    if (any(pos >= size))
        return;

    float sum = 0.0f;
#pragma unroll
    for (int j = 0; j < K; ++j) {
#pragma unroll
        for (int i = 0; i < K; ++i)
            sum = mad(filter[j * K + i], tap(image, size, pos.x + i - R, pos.y + j - R), sum);
    }
    out[pos.y * size.x + pos.x] = sum;
}
