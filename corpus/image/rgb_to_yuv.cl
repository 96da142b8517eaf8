// RGBA to YUVA and back in 8-bit fixed point (BT.601, full range, 16 fractional bits), one uchar4 a work-item.

/*!
[config]
name: RGB to YUV and back
clc_version_min: 10

[test]
name: to YUV
kernel_name: rgb_to_yuv
dimensions: 1
global_size: 12 1 1
local_size: 4 1 1
arg_in: 0 buffer uchar4[8] 0 0 0 255 255 255 255 0 255 0 0 1 0 255 0 2 0 0 255 3 128 128 128 4 255 255 0 5 0 255 255 \
          6
arg_out: 1 buffer uchar4[8] 0 128 128 255 255 128 128 0 76 85 255 1 150 44 21 2 29 255 107 3 128 128 128 4 226 1 149 \
          5 179 171 1 6
arg_in: 2 int 8

[test]
name: to RGB
kernel_name: yuv_to_rgb
dimensions: 1
global_size: 12 1 1
local_size: 4 1 1
arg_in: 0 buffer uchar4[8] 0 128 128 255 255 128 128 0 76 85 255 1 150 44 21 2 29 255 107 3 128 128 128 4 226 1 149 \
          5 179 171 1 6
arg_out: 1 buffer uchar4[8] 0 0 0 255 255 255 255 0 254 0 0 1 0 255 1 2 0 0 254 3 128 128 128 4 255 255 1 5 1 255 \
          255 6
arg_in: 2 int 8
!*/

__kernel void rgb_to_yuv(__global const uchar4 *rgba, __global uchar4 *yuva, const int n)
{
    const int i = get_global_id(0);
    if (i >= n)
        return;
    const int4 p = convert_int4(rgba[i]);
    int4 q;
    q.x = (19595 * p.x + 38470 * p.y + 7471 * p.z + 32768) >> 16;
    q.y = ((-11059 * p.x - 21709 * p.y + 32768 * p.z + 32768) >> 16) + 128;
    q.z = ((32768 * p.x - 27439 * p.y - 5329 * p.z + 32768) >> 16) + 128;
    q.w = p.w;
    yuva[i] = convert_uchar4_sat(q);
}

__kernel void yuv_to_rgb(__global const uchar4 *yuva, __global uchar4 *rgba, const int n)
{
    const int i = get_global_id(0);
    if (i >= n)
        return;
    const int4 p = convert_int4(yuva[i]) - (int4)(0, 128, 128, 0);
    const int3 scaled = (int3)(91881 * p.z, -22554 * p.y - 46802 * p.z, 116130 * p.y);
    rgba[i] = convert_uchar4_sat((int4)(p.xxx + ((scaled + 32768) >> 16), p.w));
}
