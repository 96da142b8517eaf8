// By-value arguments of every width and struct, and functions that take and return them.

/*!
[config]
name: arguments
clc_version_min: 10
dimensions: 1

[test]
name: narrow
kernel_name: narrow
global_size: 8 1 1
arg_out: 0 buffer int[8] -5 250 -3000 65000 -7 2000000000 -5000000 1800000000
arg_in: 1 char -5
arg_in: 2 uchar 250
arg_in: 3 short -3000
arg_in: 4 ushort 65000
arg_in: 5 int -7
arg_in: 6 uint 4000000000
arg_in: 7 long -5000000000
arg_in: 8 ulong 18000000000000000000

[test]
name: vectors
kernel_name: vectors
global_size: 8 1 1
arg_out: 0 buffer float[8] 250 -2.5 -1 -8 0.25 -9 8.5 -6
arg_in: 1 uchar4 1 2 3 250
arg_in: 2 float3 0.5 1.5 -2.5
arg_in: 3 char2 -1 5
arg_in: 4 short8 1 -2 3 -4 5 -6 7 -8
arg_in: 5 float 0.25
arg_in: 6 int2 9 -9

[test]
name: wide
kernel_name: wide
global_size: 8 1 1
arg_out: 0 buffer long[8] 19999999994 3999999996 3999999990 4000000000 3999999986 4000000004 3999999982 4000000008
arg_in: 1 long8 1 -2 3 -4 5 -6 7 8000000000
arg_in: 2 char -3
arg_in: 3 uint3 1 2 4000000000

[test]
name: many
kernel_name: many
global_size: 8 1 1
arg_out: 0 buffer int[8] 237 436 635 834 1033 1232 1431 1630
arg_in: 1 float16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
arg_in: 2 int16 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1
arg_in: 3 uchar 7
arg_in: 4 int4 1 2 3 4

[test]
name: written arguments
kernel_name: written
global_size: 8 1 1
arg_out: 0 buffer int[8] 1113 1114 1015 816 517 118 118 118
arg_in: 1 int 5
arg_in: 2 int4 1 2 3 4

[test]
name: functions of everything
kernel_name: functions
global_size: 8 1 1
arg_out: 0 buffer int[8] 0 65500598 130999221 196498609 262049736 327551964 393050168 458549130
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: deep calls
kernel_name: deep
global_size: 8 1 1
arg_out: 0 buffer int[8] 238 1088 400 1038 194 1800 158 474
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: the same function with different spaces
kernel_name: spaces
global_size: 8 1 1
local_size: 8 1 1
arg_out: 0 buffer int[8] 4200 1004200 4027001 9097003 16249806 509810 1912615 5482621
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
!*/

kernel void narrow(global int *out, char c, uchar uc, short s, ushort us, int i, uint u, long l, ulong ul)
{
    const int g = get_global_id(0);
    switch (g) {
    case 0: out[g] = c; break;
    case 1: out[g] = uc; break;
    case 2: out[g] = s; break;
    case 3: out[g] = us; break;
    case 4: out[g] = i; break;
    case 5: out[g] = u >> 1; break;
    case 6: out[g] = l / 1000; break;
    default: out[g] = ul / 10000000000UL; break;
    }
}

kernel void vectors(global float *out, uchar4 a, float3 b, char2 c, short8 d, float e, int2 f)
{
    const int i = get_global_id(0);
    const float values[8] = { a.w, b.z, c.x, d.s7, e, f.y, a.y + b.y + c.y, d.s1 * d.s2 };
    out[i] = values[i];
}

kernel void wide(global long *out, long8 a, char b, uint3 c)
{
    const int i = get_global_id(0);
    long v[8];
    vstore8(a.s70123456 + b, 0, v);
    out[i] = v[i] * c.y + c.z;
}

kernel void many(global int *out, float16 a, int16 b, uchar c, int4 d)
{
    const int i = get_global_id(0);
    float f[16];
    vstore16(a * 0.5f, 0, f);
    int n[16];
    vstore16(b, 0, n);
    out[i] = (int)(f[2 * i + 1] * 2) * 100 + n[i] + c * d.z;
}

kernel void written(global int *out, int count, int4 v)
{
    const int i = get_global_id(0);
    while (count-- > i)
        v.x += count;
    v = v.wzyx;
    int *p = &count;
    *p += 10;
    out[i] = v.w * 100 + v.x + count;
}

typedef struct { short a; char b[3]; } Odd;

char low(int x) { return x; }
ushort high(int x) { return x >> 16; }
uchar4 split(int x) { return as_uchar4(x); }
float3 triple(float x) { return (float3)(x, x * 2, x * 3); }
bool both(bool a, bool b) { return a & b; }
Odd odd(char c) { Odd o = { c * 200, { c, c + 1, c + 2 } }; return o; }
float8 unused_function(float8 x) { return x * 2; }
long sum(long a, ulong b, short c, bool d) { return a + b + c + d; }

kernel void functions(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    const int x = in[i] * 0x01f3c5d7;
    const Odd o = odd(low(x));
    const uchar4 s = split(x);
    out[i] = low(x) + high(x) * 3 + s.y * s.w + (int)triple(in[i]).z + both(x & 1, x & 2) * 1000 + o.a + o.b[i % 3] +
        (int)sum(x, x, low(x), x);
}

int f0(int x) { return x * 3 + 1; }
int f1(int x) { return x & 1 ? f0(x) : f0(x + 1) - 2; }
int f2(int x)
{
    int sum = 0;
    for (int k = 0; k < 3; ++k)
        sum += f1(x + k);
    return sum;
}
int f3(int x) { return x > 3 ? f2(x) : x > 1 ? f1(f2(x)) : f0(f1(x)); }
inline __attribute__((always_inline)) int f4(int x) { return f3(x) ^ f3(x + 1); }
static __attribute__((noinline)) int f5(int x) { return f4(x) + f4(-x); }

kernel void deep(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    out[i] = f5(in[i]) * 10 + f5(f1(in[i]) & 7);
}

int total_global(global const int *p, int n) { int s = 0; for (int k = 0; k < n; ++k) s += p[k]; return s; }
int total_local(local const int *p, int n) { int s = 0; for (int k = 0; k < n; ++k) s += p[k]; return s; }
int total_private(const int *p, int n) { int s = 0; for (int k = 0; k < n; ++k) s += p[k]; return s; }
int total_constant(constant int *p, int n) { int s = 0; for (int k = 0; k < n; ++k) s += p[k]; return s; }
constant int odds[5] = { 1, 3, 5, 7, 9 };

kernel void spaces(global int *out, global const int *in)
{
    local int shared[8];
    int own[8];
    const int i = get_local_id(0);
    for (int k = 0; k < 8; ++k)
        own[k] = in[k] * i;
    shared[i] = own[7];
    barrier(CLK_LOCAL_MEM_FENCE);
    out[i] = total_global(in, i) + total_local(shared + i / 2, 4) * 100 + total_private(own, i) * 10000 + total_constant(odds, i % 5) * 1000000;
}
