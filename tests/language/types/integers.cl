// Arithmetic of every width: wraparound, signed division and remainder, shifts by variables, promotions.

/*!
[config]
name: integers
clc_version_min: 10
dimensions: 1

[test]
name: char
kernel_name: chars
global_size: 8 1 1
arg_out: 0 buffer int[8] 19586008 19985994 7184916 7186661 7086007 20117799 19218214 4271745
arg_in: 1 buffer char[8] 0 1 -1 127 -128 64 -65 100
arg_in: 2 buffer char[8] 3 -1 127 127 -128 -2 7 -100

[test]
name: short
kernel_name: shorts
global_size: 8 1 1
arg_out: 0 buffer short[8] -10 -1 -5 11 0 -1371 295 7494
arg_in: 1 buffer short[8] 0 1 -1 32767 -32768 400 -300 12345
arg_in: 2 buffer ushort[8] 3 65535 2 32767 32768 99 7 1

[test]
name: long
kernel_name: longs
global_size: 8 1 1
arg_out: 0 buffer long[8] -12 -7 118 933145842791166105 -1330492004200312283 281492147929088 -21466447618 \
          6101003462207302503
arg_in: 1 buffer long[8] 0 1 -1 9223372036854775807 -9223372036854775808 4294967296 -4294967297 12345678901234
arg_in: 2 buffer long[8] 3 -1 2 10 -7 65536 4294967295 -1000003

[test]
name: ulong
kernel_name: ulongs
global_size: 8 1 1
arg_out: 0 buffer ulong[8] 18446744073709551604 30 9259400833873739636 17542421268533556523 281479263027330 \
          13518339437443891192 9223372036854785612 89414073890833
arg_in: 1 buffer ulong[8] 0 1 18446744073709551615 9223372036854775808 4294967296 1000000007 77 12345678901234
arg_in: 2 buffer ulong[8] 3 7 2 10 65537 4294967295 18446744073709551615 3

[test]
name: signed division and remainder
kernel_name: division
global_size: 8 1 1
arg_out: 0 buffer int2[8] 2 1 -2 -1 -2 1 2 -1 0 -1 -306783378 -2 0 2147483647 1 0
arg_in: 1 buffer int[8] 7 -7 7 -7 -1 -2147483648 2147483647 -100
arg_in: 2 buffer int[8] 3 3 -3 -3 2 7 -2147483648 -100

[test]
name: division by constants
kernel_name: constants
global_size: 8 1 1
arg_out: 0 buffer int[8] 0 13 429496721 20 429496713 125270009 -1843256821 -1122
arg_in: 1 buffer int[8] 0 1 -1 7 -7 2147483647 -2147483648 100

[test]
name: shifts by variables
kernel_name: shifts
global_size: 8 1 1
arg_out: 0 buffer int[8] 6 -2147483641 0 -1073741832 192 -2147477477 0 7
arg_in: 1 buffer int[8] 1 -1 1 -2147483648 12345 -12345 255 65537
arg_in: 2 buffer int[8] 0 31 33 31 7 -1 40 16

[test]
name: shifts of narrow and wide types
kernel_name: mixed_shifts
global_size: 8 1 1
arg_out: 0 buffer long[8] 2 1099511628298 -1101658312782 7696715612647 -7627827830093 174820201370595 \
          17873661021623377 -9223262085691973142
arg_in: 1 buffer int[8] 0 1 -1 7 -7 127 -128 100

[test]
name: promotion
kernel_name: promotion
global_size: 8 1 1
arg_out: 0 buffer int[8] 6006 521 -35454 78214 35197 -11888 825 38121
arg_in: 1 buffer uchar[8] 0 1 255 128 127 200 3 77
arg_in: 2 buffer char[8] 0 -1 -128 127 5 -100 3 77

[test]
name: comparisons of mixed signs
kernel_name: mixed_signs
global_size: 8 1 1
arg_out: 0 buffer int[8] 15 15 340 386 340 386 348 386
arg_in: 1 buffer int[8] 0 1 -1 7 -7 2147483647 -2147483648 100

[test]
name: bool
kernel_name: bools
global_size: 8 1 1
arg_out: 0 buffer int[8] 2010011 1110010 2010011 11000 2010011 111111 2010011 11000
arg_in: 1 buffer int[8] 0 1 -1 7 -7 256 -128 100

[test]
name: vector integers
kernel_name: vectors
global_size: 2 1 1
arg_in: 0 buffer short4[2] 1 -2 3 -4 32767 -32768 100 -100
arg_out: 0 buffer short4[2] 190 133 216 112 303 -668 823 144
arg_in: 1 buffer uchar4[2] 0 255 128 7 1 2 3 200

[test]
name: wide multiplication and carries
kernel_name: carries
global_size: 8 1 1
arg_out: 0 buffer ulong[8] 4294967289 6442450941 18446744073709551607 13835058063872098295 140750373486586 \
          140752521101310 295604597596168493 4071893625807551086
arg_in: 1 buffer uint[8] 0 1 4294967295 2147483648 65536 65537 123456789 987654321
!*/

kernel void chars(global int *out, global const char *x, global const char *y)
{
    const int i = get_global_id(0);
    const char a = x[i], b = y[i];
    const char sum = a + b, difference = a - b, product = a * b, quotient = a / b, rest = a % b;
    const uchar u = a, v = b;
    const uchar mean = (uchar)(u + v) / 2;
    char c = a;
    c += 100;
    c <<= 1;
    c >>= 2;
    uchar d = v;
    d -= 200;
    d = ~d;
    out[i] = sum + difference * 3 + product * 5 + quotient * 7 + rest * 11 + mean * 13 + c * 1000 + d * 100000 + (a < b);
}

kernel void shorts(global short *out, global const short *x, global const ushort *y)
{
    const int i = get_global_id(0);
    short a = x[i];
    ushort b = y[i];
    a += b;
    b *= b;
    a = -a;
    const short c = (a ^ b) >> 3;
    out[i] = c + a / 7 - b % 1000 + (short)(b >> 15) + (a > b) * 10 + abs_diff(a, c);
}

kernel void longs(global long *out, global const long *x, global const long *y)
{
    const int i = get_global_id(0);
    const long a = x[i], b = y[i];
    out[i] = (a + b) ^ (a - b) * 3 ^ (a * b) ^ (a / b) ^ ((a % b) << 7) ^ (a >> 9) ^ (a < b ? -a : b);
}

kernel void ulongs(global ulong *out, global const ulong *x, global const ulong *y)
{
    const int i = get_global_id(0);
    const ulong a = x[i], b = y[i];
    out[i] = (a + b) ^ (a - b) * 3 ^ (a * b) ^ (a / b) ^ ((a % b) << 7) ^ (a >> 9) ^ (a < b ? -a : b) ^ mul_hi(a, b) ^ rotate(a, b);
}

kernel void division(global int2 *out, global const int *x, global const int *y)
{
    const int i = get_global_id(0);
    out[i] = (int2)(x[i] / y[i], x[i] % y[i]);
}

kernel void constants(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    const int x = in[i];
    const uint u = x;
    out[i] = x / 3 + x % 3 * 10 + x / -8 * 100 + x % 16 + x / 10 % 7 + (int)(u / 10) + (int)(u % 7) + (x & -x) + (x >> 3);
}

kernel void shifts(global int *out, global const int *x, global const int *y)
{
    const int i = get_global_id(0);
    const uint u = x[i];
    out[i] = (x[i] << y[i]) ^ (x[i] >> y[i]) * 3 ^ (int)(u >> y[i]) * 5 ^ (int)rotate(u, (uint)y[i]);
}

kernel void mixed_shifts(global long *out, global const int *in)
{
    const int i = get_global_id(0);
    const char c = in[i];
    const long l = in[i];
    const ushort s = in[i];
    const uchar8 v = (uchar8)(in[i]) >> (uchar8)(0, 1, 2, 3, 4, 5, 6, 7);
    long r = (l << 40) + (l >> (c & 63)) + ((ulong)l >> 60) + (c >> 1) + (s << 3) + (1 << (s & 31));
    r += (long)(c << 4) * v.s3 + (1L << (i * 9)) + v.s7 + v.s1 * 100;
    out[i] = r;
}

kernel void promotion(global int *out, global const uchar *x, global const char *y)
{
    const int i = get_global_id(0);
    const uchar u = x[i];
    const char c = y[i];
    const int a = u + c, b = u * c, d = ~u, e = -u, f = u << 8 | (uchar)c, g = !u;
    const uint h = u - 1u;
    out[i] = a + b * 3 + d * 5 + e * 7 + f + g * 1000 + (h > 1000u) * 5000 + (u == c) * 11 + (u > c) * 13 + (char)u * 17;
}

kernel void mixed_signs(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    const int x = in[i];
    const uint u = 5;
    const long l = x;
    const short s = x;
    out[i] = (x < u) + (x > -1) * 2 + (l < u) * 4 + (s < u) * 8 + ((uint)x >= 0x80000000u) * 16 + ((uchar)x < (char)-1) * 32
        + ((ulong)x > 0xffffffffUL) * 64 + (max(x, 3) == x) * 128 + (min((uint)x, u) == u) * 256;
}

bool flip(bool b) { return !b; }

kernel void bools(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    bool a = in[i], b = in[i] & 256, c = in[i] > 5.5f;
    a ^= b;
    b |= flip(c);
    c = c == b;
    const bool d = a && !b || c, e = (bool)0.5f, f = a != d;
    int n = a + b * 10 + c * 100 + d * 1000 + e * 10000 + f * 100000;
    n += -a;
    n += a < b;
    out[i] = d ? n : n + (a ? 1000000 : 2000000);
}

kernel void vectors(global short4 *out, global const uchar4 *in)
{
    const int i = get_global_id(0);
    short4 v = out[i];
    const uchar4 u = in[i];
    v = v * (short)3 + convert_short4(u);
    v = v > (short4)(10) ? v / (short4)(7, -7, 3, 2) : -v;
    v.xz = v.zx << (short2)(1, 2);
    v ^= convert_short4(u == (uchar)255);
    v += convert_short4(u + (uchar)100);
    out[i] = v % (short4)(1000);
}

kernel void carries(global ulong *out, global const uint *in)
{
    const int i = get_global_id(0);
    const uint x = in[i];
    const ulong square = (ulong)x * x;
    const uint low = x + 0xfffffff0u, carry = low < x;
    const long s = (long)(int)x * (int)(x ^ 0x80000001u);
    out[i] = square + (((ulong)carry << 32) | low) + (ulong)s + mul_hi(x, x) + mad_hi((int)x, 3, 5) + upsample(x, x + 1) + hadd(x, 7u);
}
