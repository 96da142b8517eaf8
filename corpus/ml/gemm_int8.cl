// Quantised matrix product: int8 rows of A times int8 rows of B (B is transposed), 32-bit sums of char4 products,
// then bias, scale and saturation back to int8.

/*!
[config]
name: quantised matrix product
clc_version_min: 10
kernel_name: gemm_int8
dimensions: 2
global_size: 6 2 1
local_size: 2 1 1

[test]
name: 2x8 times 8x5
arg_in: 0 buffer char4[4] -128 -128 -128 -128 -90 -25 -36 -18 17 -52 -110 99 -33 59 -51 29
arg_in: 1 buffer char4[10] -128 -128 -128 -128 53 8 -29 45 -91 45 -26 -117 72 109 -65 62 -78 76 32 105 -72 -116 -1 \
          112 109 51 -113 -9 37 -124 68 -29 116 3 -46 87 47 117 46 -73
arg_in: 2 buffer int[5] -257 754 -142 -786 -740
arg_out: 3 buffer char[10] 127 66 -39 -30 -112 28 -10 1 -11 61
arg_in: 4 int 5
arg_in: 5 int 2
arg_in: 6 float 0.00390625
!*/

int dot4(char4 a, char4 b, int sum)
{
    const short4 product = convert_short4(a) * convert_short4(b);
    const int4 wide = convert_int4(product);
    return sum + wide.x + wide.y + wide.z + wide.w;
}

__kernel void gemm_int8(__global const char4 *a, __global const char4 *b, __global const int *bias, __global char *c,
                        const int n, const int k4, const float scale)
{
    const int col = get_global_id(0);
    const int row = get_global_id(1);
    if (col >= n)
        return;
    int sum = bias[col];
    for (int i = 0; i < k4; ++i)
        sum = dot4(a[row * k4 + i], b[col * k4 + i], sum);
    c[row * n + col] = convert_char_sat_rte((float)sum * scale);
}
