// Escape times of the Mandelbrot set, coloured. Contraction is off: one fused operation more or less would change the
// counts near the boundary, and the counts must be the same on every device.

/*!
[config]
name: Mandelbrot set
clc_version_min: 10
kernel_name: mandelbrot
dimensions: 2
global_size: 8 6 1
local_size: 4 2 1

[test]
name: 8x6
arg_out: 0 buffer uint[48] 1 1 2 3 3 3 2 2 1 3 3 3 4 60 4 3 1 3 4 5 60 60 60 3 1 6 19 60 60 60 60 4 1 4 9 24 60 60 \
          60 4 1 3 3 5 20 60 17 3
arg_out: 1 buffer uchar4[48] 7 13 254 255 7 13 254 255 14 26 253 255 21 39 252 255 21 39 252 255 21 39 252 255 14 26 \
          253 255 14 26 253 255 7 13 254 255 21 39 252 255 21 39 252 255 21 39 252 255 28 52 251 255 0 0 0 255 28 52 \
          251 255 21 39 252 255 7 13 254 255 21 39 252 255 28 52 251 255 35 65 250 255 0 0 0 255 0 0 0 255 0 0 0 255 \
          21 39 252 255 7 13 254 255 42 78 249 255 133 247 236 255 0 0 0 255 0 0 0 255 0 0 0 255 0 0 0 255 28 52 251 \
          255 7 13 254 255 28 52 251 255 63 117 246 255 168 56 231 255 0 0 0 255 0 0 0 255 0 0 0 255 28 52 251 255 7 \
          13 254 255 21 39 252 255 21 39 252 255 35 65 250 255 140 4 235 255 0 0 0 255 119 221 238 255 21 39 252 255
arg_in: 2 float -2
arg_in: 3 float 1.25
arg_in: 4 float 0.375
arg_in: 5 uint 8
arg_in: 6 uint 60
!*/

#pragma OPENCL FP_CONTRACT OFF

uchar4 colour(const uint count, const uint limit)
{
    if (count == limit)
        return (uchar4)(0, 0, 0, 255);
    return (uchar4)(count * 7 & 255, count * 13 & 255, 255 - (count & 255), 255);
}

__kernel void mandelbrot(__global uint *counts, __global uchar4 *pixels, const float left, const float top,
                         const float step, const uint width, const uint limit)
{
    const uint px = get_global_id(0);
    const uint py = get_global_id(1);
    const float cx = left + step * (float)px;
    const float cy = top - step * (float)py;

    float x = 0.0f;
    float y = 0.0f;
    uint count = 0;
    while (count < limit) {
        const float xx = x * x;
        const float yy = y * y;
        if (xx + yy > 4.0f)
            break;
        y = 2.0f * x * y + cy;
        x = xx - yy + cx;
        ++count;
    }
    counts[py * width + px] = count;
    pixels[py * width + px] = colour(count, limit);
}
