// 3x3 median of an 8-bit image: nine values in a private array, a selection network of min/max exchanges.

/*!
[config]
name: 3x3 median
clc_version_min: 10
kernel_name: median_filter
dimensions: 2
global_size: 8 8 1
local_size: 4 4 1

[test]
name: 7x5
arg_in: 0 buffer uchar[35] 170 154 134 104 235 127 226 103 90 61 198 210 188 201 150 188 20 86 247 121 166 88 203 \
          157 246 132 56 253 200 204 161 171 33 102 171
arg_out: 1 buffer uchar[35] 154 134 134 134 188 210 201 150 134 104 134 188 201 188 103 103 157 157 188 188 188 188 \
          161 171 157 121 132 166 200 200 171 161 102 102 171
arg_in: 2 int 7
arg_in: 3 int 5
!*/

#define EXCHANGE(a, b)               \
    {                                \
        const uchar low = min(a, b); \
        b = max(a, b);               \
        a = low;                     \
    }

__kernel void median_filter(__global const uchar *in, __global uchar *out, const int width, const int height)
{
    const int x = get_global_id(0);
    const int y = get_global_id(1);
    if (x >= width || y >= height)
        return;

    uchar v[9];
    int n = 0;
    for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx) {
            const int sx = max(0, min(x + dx, width - 1));
            const int sy = max(0, min(y + dy, height - 1));
            v[n++] = in[sy * width + sx];
        }

    // Sort each row of three, then the columns; the median is among the anti-diagonal.
    for (int i = 0; i < 9; i += 3) {
        EXCHANGE(v[i], v[i + 1]);
        EXCHANGE(v[i + 1], v[i + 2]);
        EXCHANGE(v[i], v[i + 1]);
    }
    const uchar largest_low = max(max(v[0], v[3]), v[6]);
    const uchar smallest_high = min(min(v[2], v[5]), v[8]);
    EXCHANGE(v[1], v[4]);
    EXCHANGE(v[4], v[7]);
    EXCHANGE(v[1], v[4]);
    uchar a = largest_low;
    uchar b = v[4];
    uchar c = smallest_high;
    EXCHANGE(a, b);
    EXCHANGE(b, c);
    EXCHANGE(a, b);
    out[y * width + x] = b;
}
