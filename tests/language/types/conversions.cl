// Casts and conversions between integers and floats of all widths, negative numbers, saturation, rounding.

/*!
[config]
name: conversions
clc_version_min: 10
dimensions: 1

[test]
name: float to integers
kernel_name: from_float
global_size: 8 1 1
arg_out: 0 buffer int8[8] 0 0 0 0 0 0 0 0 1 1 1 1 1 1 1 1 -1 1 -1 1 -1 1 -1 1 100 100 100 100 100 100 100 1 -100 \
          100 -100 100 -100 100 -100 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 1 126 126 126 126 126 126 126 1
arg_in: 1 buffer float[8] 0 1.5 -1.5 100.99 -100.99 0.49 -0.99 126.5

[test]
name: integers to float
kernel_name: to_float
global_size: 8 1 1
arg_out: 0 buffer float8[8] 0 0 0 0 0 0 0 0 1 1 1 1 1 1 3 1 -1 255 -1 65535 -1 4.2949673e+09 -3 1 127 127 127 127 \
          127 127 381 1 -128 128 -128 65408 -128 4.2949673e+09 -384 1 1 1 1 1 16777216 16777216 50331652 1 -3 253 \
          -3 65533 -16777220 4.27819008e+09 -50331656 1 -1 255 -1 65535 2.14748365e+09 2.14748365e+09 \
          6.44245094e+09 1
arg_in: 1 buffer int[8] 0 1 -1 127 -128 16777217 -16777219 2147483647

[test]
name: 64 bits
kernel_name: wide
global_size: 8 1 1
arg_out: 0 buffer long4[8] 0 0 0 0 0 1 0 0 -1082130432 -1 -1 4294967296 1317011456 0 0 0 -830472192 -1 -1 \
          4294967296 1493172224 1 0 0 -570425344 0 0 0 1385150718 1912276171 29179 1912276224
arg_in: 1 buffer long[8] 0 1 -1 4294967296 -4294967297 9007199254740993 -9223372036854775808 1234567890123

[test]
name: saturation
kernel_name: saturate
global_size: 8 1 1
arg_out: 0 buffer int4[8] 0 0 0 0 1 2 1 1 -1 0 -1 -1 127 255 300 300 -128 0 -300 -300 127 255 32767 2147483647 \
          -128 0 -32768 -2147483648 127 255 254 254
arg_in: 1 buffer float[8] 0 1.5 -1.5 300 -300 1e10 -1e10 254.6

[test]
name: rounding modes
kernel_name: rounding
global_size: 8 1 1
arg_out: 0 buffer int4[8] 0 0 1 0 2 1 2 1 -2 -1 -1 -2 2 2 3 2 -2 -2 -2 -3 1 1 2 1 -2 -1 -1 -2 3 3 3 3
arg_in: 1 buffer float[8] 0.5 1.5 -1.5 2.5 -2.5 1.49 -1.51 3

[test]
name: between integers
kernel_name: between
global_size: 8 1 1
arg_out: 0 buffer int4[8] 0 0 0 0 254 -1 -2 255 255 256 0 256 -1 -129 -2 127 382 65534 65534 65790 382 -1 \
          2147483646 254 127 65534 2147483647 255 382 -1 2147483646 254
arg_in: 1 buffer long[8] 0 -1 128 -129 65535 4294967295 -2147483649 9223372036854775807

[test]
name: vectors
kernel_name: vector_convert
global_size: 2 1 1
arg_out: 0 buffer uchar8[2] 0 2 3 126 0 126 150 149 126 126 0 10 13 126 0 192
arg_in: 1 buffer float8[2] 0 1.5 2.5 254.9 -3 300 100.5 99.5 255 256 -0.4 7.1 8.9 1000 -1000 128

[test]
name: literals
kernel_name: literals
global_size: 8 1 1
arg_out: 0 buffer float[8] 67.0500031 67.3000031 66.8000031 70.3000031 63.7999992 1.07374182e+09 -1.07374176e+09 \
          117.050003
arg_in: 1 buffer int[8] 0 1 -1 7 -7 2147483647 -2147483648 100

[test]
name: large unsigned
kernel_name: unsigned_floats
global_size: 4 1 1
arg_out: 0 buffer uint2[4] 0 0 1333788672 2147483648 1325400064 1073741824 1328730206 1500000000
arg_in: 1 buffer uint[4] 0 4294967295 2147483648 3000000001
!*/

kernel void from_float(global int8 *out, global const float *in)
{
    const int i = get_global_id(0);
    const float f = in[i];
    const float positive = fabs(f);
    out[i] = (int8)((char)f, (uchar)positive, (short)f, (ushort)positive, (int)f, (uint)positive, (long)f, (bool)f);
}

kernel void to_float(global float8 *out, global const int *in)
{
    const int i = get_global_id(0);
    const int x = in[i];
    out[i] = (float8)((char)x, (uchar)x, (short)x, (ushort)x, x, (uint)x, (long)x * 3, (bool)x);
}

kernel void wide(global long4 *out, global const long *in)
{
    const int i = get_global_id(0);
    const long x = in[i];
    out[i] = (long4)(as_int((float)(x >> 2)), (int)x, (short)(x >> 16), (long)(ulong)(uint)x - (char)x);
}

kernel void saturate(global int4 *out, global const float *in)
{
    const int i = get_global_id(0);
    out[i] = (int4)(convert_char_sat(in[i]), convert_uchar_sat_rte(in[i]), convert_short_sat(in[i]), convert_int_sat(in[i]));
}

kernel void rounding(global int4 *out, global const float *in)
{
    const int i = get_global_id(0);
    const float f = in[i];
    out[i] = (int4)(convert_int_rte(f), convert_int_rtz(f), convert_int_rtp(f), convert_int_rtn(f));
}

kernel void between(global int4 *out, global const long *in)
{
    const int i = get_global_id(0);
    const long x = in[i];
    const int n = (int)x;
    out[i] = (int4)(convert_char_sat(x), convert_ushort_sat(n), convert_int_sat(x), (int)convert_uint_sat(x)) +
        (int4)((uchar)x, (short)n, (char)n, (ushort)(uchar)(char)x);
}

kernel void vector_convert(global uchar8 *out, global const float8 *in)
{
    const int i = get_global_id(0);
    const uchar8 a = convert_uchar8_sat_rte(in[i]);
    const short8 b = convert_short8(in[i]);
    out[i] = a + convert_uchar8_sat(b) / (uchar)2;
}

kernel void literals(global float *out, global const int *in)
{
    const int i = get_global_id(0);
    const float f = in[i] / 2 + in[i] / 2.0f + 'a' + 0x1p3f + 1e-1f + 010 + 0x10u + 3L;
    const int n = f;
    out[i] = f * .5f - (n == (int)f) + (1 ? 2 : 3.5f);
}

kernel void unsigned_floats(global uint2 *out, global const uint *in)
{
    const int i = get_global_id(0);
    const float f = in[i];
    out[i] = (uint2)(as_uint(f), (uint)(f * 0.5f));
}
