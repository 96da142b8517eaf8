// Swizzles and stores through swizzles up to 16 elements, vec3, ternaries and comparisons of vectors.

/*!
[config]
name: vectors
clc_version_min: 10
dimensions: 1

[test]
name: 8 elements
kernel_name: eight
global_size: 2 1 1
arg_in: 0 buffer int8[2] 1 2 3 4 5 6 7 8 -1 -2 -3 -4 -5 -6 -7 -8
arg_out: 0 buffer int8[2] 2 -82 174 -2 260 -174 522 27 -2 82 -174 2 -260 173 -522 -27

[test]
name: 16 elements
kernel_name: sixteen
global_size: 2 1 1
arg_in: 0 buffer float16[2] 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 0 -1 2 -3 4 -5 6 -7 8 -9 10 -11 12 -13 14 -15
arg_out: 0 buffer float16[2] 11 7 3 18 1 1 1 -0.5 27 23 19 15 12 8 4 19 13 13 13 34 17 21 25 -0.5 57 49 41 33 12 8 \
          4 21

[test]
name: stores through swizzles
kernel_name: swizzle_stores
global_size: 2 1 1
arg_in: 0 buffer short16[2] repeat 0
arg_out: 0 buffer short16[2] 5 1 6 2 3 -1 2 4 10 5 20 6 4 7 99 3 50 10 60 20 30 -1 20 40 1 50 2 60 40 70 99 30
arg_in: 1 buffer short8[2] 1 2 3 4 5 6 7 8 10 20 30 40 50 60 70 80

[test]
name: vec3
kernel_name: three
global_size: 4 1 1
arg_out: 0 buffer int3[4] 49 6 -186 46 6 -126 29 6 -102 18 6 -66
arg_in: 1 buffer int3[4] 1 2 3 4 5 6 7 8 9 -1 -2 -3
arg_in: 2 int3 10 -20 30

[test]
name: ternaries
kernel_name: ternaries
global_size: 4 1 1
arg_out: 0 buffer float4[4] 8 -1 5 -5 7 1 -14.5 -2 18 16 14 2 6 1 -7 2
arg_in: 1 buffer float4[4] 1 -2 3 -4 0 0.5 -0.5 2 9 8 7 6 -1 -1 -1 1
arg_in: 2 buffer int4[4] 0 -1 0 -1 1 -2147483648 2147483647 0 -1 -1 -1 0 5 -5 0 -1

[test]
name: comparisons
kernel_name: comparisons
global_size: 2 1 1
arg_out: 0 buffer int4[2] 959 -14 950 -41 934 -41 -14 959
arg_in: 1 buffer float4[2] 1 2 3 4 nan 0 -0.0 inf
arg_in: 2 buffer float4[2] 1 3 2 4 nan -0.0 1 inf

[test]
name: elements in loops
kernel_name: element_loop
global_size: 8 1 1
arg_out: 0 buffer int[8] 275 230 519 778 127 613 673 373
arg_in: 1 buffer int8[8] 0 1 4 9 16 25 36 12 27 7 26 10 33 21 11 3 34 30 28 28 30 34 3 11 21 33 10 26 7 27 12 36 25 16 9 4 1 0 1 4 9 16 25 36 12 27 7 26 10 33 21 11 3 34 30 28 28 30 34 3 11 21 33 10

[test]
name: compound construction
kernel_name: construct
global_size: 2 1 1
arg_out: 0 buffer uchar16[2] 2 3 4 5 5 4 3 2 2 3 8 4 4 4 1 5 144 145 146 147 147 146 145 144 144 145 207 146 146 \
          146 201 147
arg_in: 1 buffer uchar4[2] 1 2 3 4 200 201 202 203

[test]
name: logical operators
kernel_name: logical
global_size: 2 1 1
arg_out: 0 buffer int4[2] 3 12 9 11 10 6 17 4
arg_in: 1 buffer int4[2] 0 1 0 5 -1 0 7 0
arg_in: 2 buffer int4[2] 0 0 3 5 -1 -1 0 0

[test]
name: selection of 8 and 16
kernel_name: wide_select
global_size: 2 1 1
arg_in: 0 buffer char16[2] 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 -1 -2 -3 -4 -5 -6 -7 -8 9 10 11 12 13 14 15 16
arg_out: 0 buffer char16[2] 2 2 12 6 7 8 9 10 11 12 13 13 13 13 13 13 0 -4 7 -7 -8 -9 -10 -11 12 13 13 13 13 13 13 \
          13

[test]
name: vectors through loops and calls
kernel_name: through_loops
global_size: 2 1 1
arg_in: 0 buffer float8[2] 1 2 3 4 5 6 7 8 8 7 6 5 4 3 2 1
arg_out: 0 buffer float8[2] 1 -10 -5 0 5 10 15 20 -22 -9 20 17 14 11 8 5
arg_in: 1 int 3

[test]
name: wide integers and doubles-to-be
kernel_name: long16s
global_size: 1 1 1
arg_in: 0 buffer long16[1] 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
arg_out: 0 buffer long16[1] 9 2416098505 32 3490475620 67 17448378088 106 28186149220 9 2416098505 11 2953787064 \
          13 3490475620 15 4027164176
!*/

kernel void eight(global int8 *out)
{
    const int i = get_global_id(0);
    int8 v = out[i];
    v.even += v.odd * 10;
    v.hi.s3 = v.lo.s1;
    v.s01 = v.s76;
    v.lo = v.lo.wzyx;
    v = v * (int8)(1, 2, 3, 4, 5, 6, 7, 8) - v.s70654321;
    out[i] = v;
    out[i].s5 = v.s2 + i;
    out[i].odd = -out[i].odd;
}

kernel void sixteen(global float16 *out)
{
    const int i = get_global_id(0);
    float16 v = out[i];
    const float8 e = v.even, o = v.odd;
    v.lo = e - o;
    v.hi = e.s76543210 * 2;
    v.sF = v.s0 + v.sa;
    v.s0123 += v.scdef;
    const float4 q = v.hi.lo + v.lo.hi.wzyx;
    v.s456789ab.hi = q;
    v.odd.s3 = 0.5f;
    out[i] = sqrt(fabs(v)) > 1.0f ? v : -v;
}

kernel void swizzle_stores(global short16 *out, global const short8 *in)
{
    const int i = get_global_id(0);
    out[i].odd = in[i];
    out[i].even.lo = in[i].hi;
    out[i].sE = 99;
    out[i].s8a = in[1 - i].s01;
    short3 t;
    t.zx = in[i].s12;
    t.y = -1;
    out[i].s456 = t;
    out[i].hi.hi.xw = out[i].lo.hi.wx;
}

int3 scale(int3 v, int by) { return v.zxy * by; }

kernel void three(global int3 *out, global const int3 *in, int3 offset)
{
    const int i = get_global_id(0);
    int3 v = in[i] + offset;
    v = scale(v, i) - v;
    v.xy = max(v.yz, (int2)(5, 6));
    int3 w = (int3)(v.x, v.yz);
    w = w > v.zzz ? w : v;
    w.z += v.s2;
    out[3 - i] = w;
}

kernel void ternaries(global float4 *out, global const float4 *in, global const int4 *mask)
{
    const int i = get_global_id(0);
    const float4 a = in[i], b = -in[3 - i];
    float4 r = mask[i] ? a : b;
    r += i & 1 ? a : b;
    r = a > b ? r : r * 2;
    r.xy = mask[i].zw < 0 ? r.yx : (float2)(7);
    out[i] = select(r, a, mask[i]) + select(a, b, isless(a, 0.0f));
}

kernel void comparisons(global int4 *out, global const float4 *x, global const float4 *y)
{
    const int i = get_global_id(0);
    const float4 a = x[i], b = y[i];
    out[i] = (a == b) + (a != b) * 2 + (a < b) * 4 + (a <= b) * 8 + (a > b) * 16 + (a >= b) * 32 + isnan(a) * 64 +
        (int4)(any(a < b), all(a <= b), a.x == b.x, !(a.y < b.y)) * 1000;
}

kernel void element_loop(global int *out, global const int8 *in)
{
    const int i = get_global_id(0);
    union { int8 v; int a[8]; } u;
    u.v = in[i];
    for (int k = 1; k < 8; ++k)
        u.a[k] += u.a[(k * 3) & 7];
    const int8 v = u.v;
    out[i] = v.s0 + v.s1 * 3 + v.s7 * 5 + u.a[i];
}

kernel void construct(global uchar16 *out, global const uchar4 *in)
{
    const int i = get_global_id(0);
    const uchar4 v = in[i];
    uchar16 r = (uchar16)(v, v.wzyx, v.xy, 7, v.zzz, (uchar)i, v.w);
    r.s3 = r.sf;
    out[i] = r + (uchar16)(v.x);
}

kernel void logical(global int4 *out, global const int4 *x, global const int4 *y)
{
    const int i = get_global_id(0);
    const int4 a = x[i], b = y[i];
    int4 r = (a && b) + (a || b) * 2 + !a * 4 + (a && 1) * 8;
    r -= ~a & b | a ^ b;
    ++r.x;
    r.y--;
    out[i] = -r;
}

kernel void wide_select(global char16 *out)
{
    const int i = get_global_id(0);
    const char16 v = out[i], w = v.sfedcba9876543210;
    char16 r = v > w ? v : w + (char)1;
    r = select(r, v, (char16)(0, -1, 1, -128, (char4)(-1), (char8)(i)));
    r.s0 = any(v < (char)0) + all(v >= (char)0) * 2;
    out[i] = min(r, (char)10) + clamp(v, (char)-3, (char)3);
}

float8 step_of(float8 v, int k)
{
    if (k & 1)
        return v.s70123456;
    return v * 2 - v.even.s0;
}

kernel void through_loops(global float8 *out, int rounds)
{
    const int i = get_global_id(0);
    float8 v = out[i], previous = 0;
    for (int k = 0; k < rounds + i; ++k) {
        const float8 t = step_of(v, k) + previous;
        previous = v;
        v = t;
        if (v.s3 > 50)
            break;
    }
    out[i] = v - previous;
}

kernel void long16s(global long16 *out)
{
    long16 v = out[0];
    v.lo *= v.hi;
    v.odd = v.even << 33;
    v = v % 1000003 ^ v >> 5;
    v.s3 = v.sc > 0 ? v.sd : -v.s1;
    out[0] = v;
}
