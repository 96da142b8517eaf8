// Sobel edge magnitude of an RGBA image: luma in integers, gradients with mul24, saturating conversion at the end.
// Border pixels are black.

/*!
[config]
name: Sobel
clc_version_min: 10
kernel_name: sobel
dimensions: 2
global_size: 8 8 1
local_size: 4 4 1

[test]
name: 6x5
arg_in: 0 buffer uchar4[30] 30 42 20 15 41 16 21 51 54 47 13 22 35 5 59 8 13 52 39 15 26 55 0 32 8 25 9 46 6 40 5 38 \
          28 48 8 47 16 11 44 21 10 18 41 54 26 57 50 17 45 22 10 3 10 42 51 13 12 52 46 28 23 9 28 4 14 10 24 0 25 \
          3 7 58 52 1 41 46 35 48 37 55 54 10 14 38 18 44 12 40 6 39 56 22 29 57 5 45 40 22 40 47 51 46 55 14 60 38 \
          60 37 27 26 43 42 16 37 52 17 3 34 2 27
arg_out: 1 buffer uchar[30] 0 0 0 0 0 0 0 60 41 83 115 0 0 51 55 72 48 0 0 54 73 60 64 0 0 0 0 0 0 0
arg_in: 2 uint 6
arg_in: 3 uint 5
!*/

int luma(uchar4 pixel)
{
    const uint4 p = convert_uint4(pixel);
    return (int)((77u * p.x + 150u * p.y + 29u * p.z) >> 8);
}

__kernel void sobel(__global const uchar4 *in, __global uchar *out, const uint width, const uint height)
{
    const uint x = get_global_id(0);
    const uint y = get_global_id(1);
    const bool border = x == 0 || y == 0 || x + 1 >= width || y + 1 >= height;
    if (x >= width || y >= height)
        return;
    if (border) {
        out[y * width + x] = 0;
        return;
    }

    __global const uchar4 *above = in + (y - 1) * width + x - 1;
    __global const uchar4 *here = above + width;
    __global const uchar4 *below = here + width;
    const int3 top = (int3)(luma(above[0]), luma(above[1]), luma(above[2]));
    const int3 bottom = (int3)(luma(below[0]), luma(below[1]), luma(below[2]));
    const int left = luma(here[0]);
    const int right = luma(here[2]);

    const int gx = (top.z - top.x) + 2 * (right - left) + (bottom.z - bottom.x);
    const int gy = (bottom.x - top.x) + 2 * (bottom.y - top.y) + (bottom.z - top.z);
    const float magnitude = sqrt((float)(mul24(gx, gx) + mul24(gy, gy)));
    out[y * width + x] = convert_uchar_sat_rte(magnitude);
}
