// One object read and written as several types: unions, pointer casts, packed and overlapping structs.

/*!
[config]
name: punning
clc_version_min: 10
dimensions: 1

[test]
name: union of float and int
kernel_name: float_bits
global_size: 8 1 1
arg_out: 0 buffer uint[8] 33423613 2113929218 1065320319 1082163325 1056866175 3192946466 1427677775 2221009013
arg_in: 1 buffer float[8] 0 -0.0 1 -1 0.5 3.25 1e10 -7e-3

[test]
name: union with an array
kernel_name: union_array
global_size: 8 1 1
arg_out: 0 buffer int[8] 17231524 1565337859 -722713085 -1088887037 -1454832271 -1762191101 231852547 1607166723
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: bytes as ints, shorts and float4
kernel_name: bytes_as
global_size: 8 1 1
arg_out: 0 buffer int[8] -1712469785 769653896 -722992837 1755099868 2128688912 299199153 -1177719196 1300307717
arg_in: 1 buffer uchar[64] 11 48 85 122 159 196 233 14 51 88 125 162 199 236 17 54 91 128 165 202 239 20 57 94 131 168 205 242 23 60 97 134 171 208 245 26 63 100 137 174 211 248 29 66 103 140 177 214 251 32 69 106 143 180 217 254 35 72 109 146 183 220 1 38

[test]
name: bytes written as ints and shorts
kernel_name: as_bytes
global_size: 4 1 1
arg_in: 0 buffer uchar[32] repeat 1
arg_out: 0 buffer uchar[32] 120 86 52 18 254 255 1 120 255 255 255 255 255 255 1 127 0 0 0 0 0 0 1 0 1 0 0 0 255 \
          255 1 1
arg_in: 1 buffer int[8] 305419896 -1 0 1 -2 65535 65536 2147483647

[test]
name: unaligned vload and vstore
kernel_name: unaligned
global_size: 4 1 1
arg_in: 0 buffer uchar[40] repeat 7
arg_out: 0 buffer uchar[40] 7 244 62 137 210 210 28 103 177 176 250 68 143 142 216 34 109 48 85 122 159 196 233 14 \
          51 88 125 162 199 7 176 0 81 161 7 7 7 7 7 7
arg_in: 1 buffer uchar[64] 11 48 85 122 159 196 233 14 51 88 125 162 199 236 17 54 91 128 165 202 239 20 57 94 131 168 205 242 23 60 97 134 171 208 245 26 63 100 137 174 211 248 29 66 103 140 177 214 251 32 69 106 143 180 217 254 35 72 109 146 183 220 1 38

[test]
name: packed structs
kernel_name: packed
global_size: 4 1 1
arg_in: 0 buffer uchar[56] repeat 200
arg_out: 0 buffer uchar[56] 11 77 85 122 159 14 0 14 51 89 125 162 199 231 17 77 91 128 165 202 239 14 0 95 131 \
          168 205 227 23 77 97 134 171 14 0 26 63 101 137 174 211 239 29 77 103 140 177 214 251 14 0 107 143 180 \
          217 227
arg_in: 1 buffer uchar[64] 11 48 85 122 159 196 233 14 51 88 125 162 199 236 17 54 91 128 165 202 239 20 57 94 131 168 205 242 23 60 97 134 171 208 245 26 63 100 137 174 211 248 29 66 103 140 177 214 251 32 69 106 143 180 217 254 35 72 109 146 183 220 1 38

[test]
name: components by pointer
kernel_name: components
global_size: 4 1 1
arg_in: 0 buffer int2[8] repeat 3
arg_out: 0 buffer int2[8] 3 4 5 6 3 3 3 3 0 120 10 116 20 113 30 111
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: rows through a pointer to the first
kernel_name: rows
global_size: 8 1 1
arg_out: 0 buffer int[8] 16109 26129 38115 52135 20121 30141 42127 56147
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: fields through a pointer to the first
kernel_name: fields
global_size: 8 1 1
arg_out: 0 buffer int[8] 353802201 488546276 387488230 471703283 370556364 505296409 353709336 488453416
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: longs as int pairs
kernel_name: longs
global_size: 4 1 1
arg_in: 0 buffer long[4] repeat -1
arg_out: 0 buffer long[4] -8589934587 4 -21474836473 51539607556
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: a union argument in memory
kernel_name: union_buffer
global_size: 8 1 1
arg_in: 0 buffer uint[16] 0 0 1 1065353216 2 4294901761 0 7 1 1078530011 2 2147516415 0 9 1 1077936128
arg_out: 0 buffer uint[16] 0 0 1 1073741824 2 4294901760 0 4294967275 1 1086918619 2 2147549183 0 4294967269 1 1086324736

[test]
name: half words of local floats
kernel_name: local_pun
global_size: 8 1 1
local_size: 8 1 1
arg_out: 0 buffer int[8] 1093157167 1091567622 1089487125 1086324740 1083195635 1077936130 1069564097 0
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: vectors as other vectors
kernel_name: vector_casts
global_size: 4 1 1
arg_out: 0 buffer uchar[64] 1 65 0 24 131 195 16 8 5 33 69 41 135 199 49 57 9 73 66 90 139 203 82 74 13 99 77 107 \
          143 207 115 123 17 81 132 156 147 211 148 140 21 165 85 173 151 215 181 189 25 89 198 222 155 219 214 \
          206 29 231 93 239 159 223 247 255
arg_in: 1 buffer ushort[32] 0 2113 4226 6339 8452 10565 12678 14791 16904 19017 21130 23243 25356 27469 29582 31695 33808 35921 38034 40147 42260 44373 46486 48599 50712 52825 54938 57051 59164 61277 63390 65503
!*/

typedef union {
    float f;
    uint u;
    uchar b[4];
    ushort2 h;
} Word;

kernel void float_bits(global uint *out, global const float *in)
{
    const int i = get_global_id(0);
    Word w;
    w.f = in[i];
    uint result = w.u >> 23;
    w.b[i & 3] ^= 0xff;
    result += w.u;
    w.h.y += 1;
    w.h = w.h.yx;
    out[i] = result ^ (w.u << 1);
}

typedef union {
    int a[4];
    char c[16];
    struct { short s, t; int4 *unused; } p;
    long l[2];
} Block;

kernel void union_array(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    Block b;
    for (int k = 0; k < 4; ++k)
        b.a[k] = in[i] * 0x01020304 + k;
    b.c[i] = -1;
    b.p.t = 77;
    b.l[1] += 0x100000000L;
    int sum = 0;
    for (int k = 0; k < 4; ++k)
        sum = sum * 31 + b.a[k];
    out[i] = sum;
}

kernel void bytes_as(global int *out, global const uchar *in)
{
    const int i = get_global_id(0);
    const int a = ((global const int *)in)[i];
    const short b = *(global const short *)(in + 2 * i + 8);
    const int4 c = ((global const int4 *)in)[i & 3];
    const char d = ((global const char *)in)[i * 3];
    const long e = *(global const long *)(in + (i & 6) * 4);
    const float4 f = *((global const float4 *)in + (i >> 1));
    out[i] = a + b * 3 + (c.x ^ c.y ^ c.z ^ c.w) + d + (int)(e >> 20) + as_int(f.z);
}

kernel void as_bytes(global uchar *out, global const int *in)
{
    const int i = get_global_id(0);
    *(global int *)(out + 8 * i) = in[i];
    ((global short *)out)[4 * i + 2] = (short)in[i + 4];
    out[8 * i + 7] = in[i] & 0x7f;
}

kernel void unaligned(global uchar *out, global const uchar *in)
{
    const int i = get_global_id(0);
    const int4 v = as_int4(vload16(0, in + 3 * i + 1));
    const uchar3 w = vload3(i, in + 1);
    const float f = vload2(i, (global const float *)(in + 4)).y;
    vstore4(as_uchar4(v.x + v.y), i, out + 1);
    vstore3(w, i, out + 17);
    out[i + 30] = as_int(f) >> 7;
}

typedef struct __attribute__((packed)) {
    char tag;
    int value;
    short pair[2];
    float f;
    uchar end;
} Packed;

kernel void packed(global Packed *out, global const Packed *in)
{
    const int i = get_global_id(0);
    Packed p = in[i];
    p.value += in[3 - i].tag;
    p.pair[i & 1] = sizeof(Packed);
    const int bits = as_int(p.f) + 1;
    p.f = as_float(bits);
    out[i] = p;
    out[i].end ^= p.tag;
}

kernel void components(global int2 *out, global const int *in)
{
    const int i = get_global_id(0);
    global int *p = (global int *)out;
    p[i] += in[i];
    p[8 + 2 * i] = in[i] * 10;
    int4 v = (int4)(1, 2, 3, 4);
    int *q = (int *)&v;
    q[i] += 50;
    for (int k = 1; k < 4; ++k)
        q[k] += q[k - 1];
    out[7 - i].y = v.w + q[i];
}

kernel void rows(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int grid[3][4];
    int *flat = &grid[0][0];
    for (int k = 0; k < 12; ++k)
        flat[k] = k * k + in[i];
    int (*row)[4] = grid;
    ++row;
    out[i] = (*row)[i & 3] * 1000 + grid[2][i & 1] + row[-1][3] + *(*(grid + 1) + 2);
}

typedef struct {
    int a[3];
    int b[3];
    char c[4];
    char d[4];
} Fields;

kernel void fields(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    Fields f;
    int *p = (int *)&f;
    for (int k = 0; k < 8; ++k)
        p[k] = k * 0x01010101 + in[i];
    char *c = (char *)&f;
    c[i * 3] += 5;
    c[24 + i] = 99;
    out[i] = f.a[i % 3] + f.b[i & 1] * 7 + f.c[i & 3] * 1000 + f.d[i & 3];
}

kernel void longs(global long *out, global const int *in)
{
    const int i = get_global_id(0);
    global int *halves = (global int *)(out + i);
    halves[i & 1] = in[i];
    out[i] += 5;
    halves[1] ^= 1 << i;
}

typedef struct {
    uint kind;
    union {
        int i;
        float f;
        short s[2];
    } value;
} Variant;

kernel void union_buffer(global Variant *v)
{
    const int i = get_global_id(0);
    switch (v[i].kind) {
    case 0: v[i].value.i *= -3; break;
    case 1: v[i].value.f *= 2; break;
    case 2: v[i].value.s[0] += v[i].value.s[1]; break;
    }
}

kernel void local_pun(global int *out, global const int *in)
{
    local float f[8];
    const int i = get_local_id(0);
    f[i] = in[i] * 1.5f;
    barrier(CLK_LOCAL_MEM_FENCE);
    local ushort *h = (local ushort *)f;
    const ushort a = h[15 - i];
    barrier(CLK_LOCAL_MEM_FENCE);
    h[2 * i] = i;
    barrier(CLK_LOCAL_MEM_FENCE);
    out[i] = as_int(f[7 - i]) ^ a;
}

kernel void vector_casts(global uchar16 *out, global const ushort8 *in)
{
    const int i = get_global_id(0);
    const ushort8 v = in[i];
    uchar16 b = as_uchar16(v);
    b.s37 = b.s73;
    const int4 w = as_int4(b) + 1;
    out[i] = as_uchar16(w).s0213465789abcedf;
}
