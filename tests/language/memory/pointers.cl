// Pointers that walk, are compared, subtracted, chosen between objects, passed on and changed by functions.

/*!
[config]
name: pointers
clc_version_min: 10
dimensions: 1

[test]
name: walking
kernel_name: walking
global_size: 8 1 1
arg_out: 0 buffer int[8] 184 824 641 2628 1294 248 890 544
arg_in: 1 buffer int[64] 3 10 31 25 33 14 9 18 0 37 6 30 27 38 22 20 32 17 16 29 15 15 29 16 17 32 20 22 38 27 30 6 37 0 18 9 14 33 25 31 10 3 10 31 25 33 14 9 18 0 37 6 30 27 38 22 20 32 17 16 29 15 15 29

[test]
name: two pointers
kernel_name: two_pointers
global_size: 6 1 1
arg_out: 0 buffer int[6] 5 6 7 -6 1 4
arg_in: 1 buffer char[48] 108 101 118 101 108 0 0 0 97 98 99 99 98 97 0 0 97 98 99 100 99 98 97 0 97 98 99 100 101 102 0 0 120 0 0 0 0 0 0 0 110 111 111 110 0 0 0 0

[test]
name: differences and comparisons
kernel_name: differences
global_size: 8 1 1
arg_out: 0 buffer int[8] 30100717 10100516 -9899686 -28899847 31099943 11099742 -8900460 -28900661
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: distances that are loaded
kernel_name: loaded_distances
global_size: 4 1 1
arg_out: 0 buffer int[4] 22 2 22 22
arg_in: 1 buffer int[8] 3 1 4 1 5 9 2 6
arg_in: 2 buffer int[4] 1 0 2 1
arg_in: 3 int 3

[test]
name: a choice of two buffers
kernel_name: choice
global_size: 8 1 1
arg_in: 0 buffer int[8] repeat 10 20
arg_out: 0 buffer int[8] 10 1020 10 1025 10 1025 15 1025
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
arg_out: 1 buffer int[8] 1000 1 1002 3 1009 5 1006 0
arg_in: 2 buffer int[8] repeat 100 200 300
arg_out: 2 buffer int[8] 98 198 298 93 200 293 93 193

[test]
name: a choice that changes in a loop
kernel_name: ping_pong
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 buffer int[8] 1 2 3 4 5 6 7 8
arg_out: 0 buffer int[8] 15 16 17 18 -109 148 -43 22
arg_in: 1 buffer int[8] repeat 0
arg_out: 1 buffer int[8] 21 22 23 -232 409 -230 91 12
arg_in: 2 int 5

[test]
name: a choice of two local arrays
kernel_name: choose_local
global_size: 8 1 1
local_size: 8 1 1
arg_out: 0 buffer int[8] 2099 600 1501 302 903 -1 303 -302
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: a choice of two private arrays
kernel_name: choose_private
global_size: 8 1 1
arg_out: 0 buffer int[8] 8140 2516 5509 9112 3116 130 8410 3590
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: local buffers swapped
kernel_name: swap_local
global_size: 8 1 1
local_size: 8 1 1
arg_out: 0 buffer int[8] 0 1 3 6 10 15 21 28
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: through helpers
kernel_name: helpers
global_size: 8 1 1
arg_in: 0 buffer int[8] repeat 0
arg_out: 0 buffer int[8] 1003 12005 23007 34103 51006 62105 73009 84004
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: a pointer to a pointer
kernel_name: double_pointer
global_size: 8 1 1
arg_out: 0 buffer int[8] 5141 51421 5142 51422 5143 51423 5144 51424
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: null
kernel_name: null
global_size: 8 1 1
arg_out: 0 buffer int[8] -549 -549 -549 -549 -469 -469 -459 -459
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: constant data of two tables
kernel_name: tables
global_size: 8 1 1
arg_out: 0 buffer int[8] 36053 44054 68055 252056 164057 236097 1764098 428099
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: pointer into the middle of a struct
kernel_name: middle
global_size: 8 1 1
arg_out: 0 buffer int[8] 91 1220 295 3439 896 5661 691 7820
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: negative indices
kernel_name: negative
global_size: 8 1 1
arg_out: 0 buffer int[8] 713 612 511 410 309 208 107 6
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: strings
kernel_name: strings
global_size: 8 1 1
arg_out: 0 buffer int[8] 1235104 1244105 1255108 1234110 1245104 1254105 1235108 1244110
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: walking backwards
kernel_name: backwards
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 buffer int[8] repeat 0
arg_out: 0 buffer int[8] 21 18 15 12 9 6 3 0
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: rows of a matrix
kernel_name: matrix
global_size: 6 1 1
arg_out: 0 buffer float[6] 30 0 70 0 110 0
arg_in: 1 buffer float[12] 1 2 3 4 5 6 7 8 9 10 11 12
arg_in: 2 buffer float[12] 1 0 2 0 3 0 4 0 5 0 6 0
arg_in: 3 int 4

[test]
name: pointer as an integer
kernel_name: as_integer
global_size: 8 1 1
arg_out: 0 buffer int[8] 12000 12004 12008 12012 12016 12020 12024 12028
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: bytes of one, words of another
kernel_name: mixed_choice
global_size: 8 1 1
arg_out: 0 buffer int[8] 841490015 1514681973 1986550483 -1095720135 -1028348021 857804837 -421735481 -1634960131
arg_in: 1 buffer uchar[32] 0 9 18 27 36 45 54 63 72 81 90 99 108 117 126 135 144 153 162 171 180 189 198 207 216 225 234 243 252 5 14 23
arg_in: 2 buffer uchar[32] 0 5 10 15 20 25 30 35 40 45 50 55 60 65 70 75 80 85 90 95 100 105 110 115 120 125 130 135 140 145 150 155

[test]
name: three buffers in turn
kernel_name: turns
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 buffer int[4] 1 2 3 4
arg_out: 0 buffer int[4] 211 32 2347 214
arg_in: 1 buffer int[4] repeat 10
arg_out: 1 buffer int[4] 136 532 10 128
arg_in: 2 buffer int[4] repeat 100
arg_out: 2 buffer int[4] 100 1167 124 100

[test]
name: merge of two sorted runs
kernel_name: merge
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 buffer int[8] repeat 0
arg_out: 0 buffer int[8] 1 2 3 4 6 7 8 9
arg_in: 1 buffer int[4] 1 4 6 9
arg_in: 2 buffer int[4] 2 3 7 8
!*/

kernel void walking(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    global const int *p = in + i * 8, *end = p + 8;
    int sum = *p++;
    while (p < end) {
        sum = sum * 2 + *p;
        p += 1 + (*p & 1);
    }
    const global int *q = end;
    do
        sum -= *--q;
    while (q != in + i * 8);
    *(out + i) = sum;
}

kernel void two_pointers(global int *out, global const char *in)
{
    const int i = get_global_id(0);
    const global char *first = in + 8 * i, *last = first;
    while (*last)
        ++last;
    out[i] = last - first;
    --last;
    while (first < last) {
        if (*first++ != *last--) {
            out[i] *= -1;
            break;
        }
    }
}

kernel void differences(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    global const int *a = in + i, *b = in + in[7 - i];
    const global long *c = (const global long *)in + 3;
    int r = (int)(b - a);
    r = r * 10 + (a < b) + 2 * (a == b) + 4 * (a >= in + 3);
    r = r * 10 + (int)((const global char *)c - (const global char *)a) / 4;
    r += (c == (const global long *)(in + 6)) * 100000;
    r += (a > &in[2]) * 1000000;
    int here[8], *p = here + i, *q = &here[i ^ 3];
    r += (int)(q - p) * 10000000 + (p <= q);
    out[i] = r;
}

kernel void loaded_distances(global int* out, global const int* a, global const int* distances, int n) {
  size_t i = get_global_id(0);
  global const int* p = a + distances[i];
  int sum = *p;
  for (int k = 0; k < n; ++k) {
    sum += *p;
    p = (sum & 1) ? p + distances[k] : a + distances[sum & 3];
    sum ^= *p;
  }
  out[i] = sum;
}

kernel void choice(global int *a, global int *b, global int *c)
{
    const int i = get_global_id(0);
    global int *p = i & 1 ? a : b;
    p[i] += 1000;
    global int *q = i < 3 ? c : i < 6 ? p : a + 1;
    q[i - (i > 5)] += 5;
    *(i == 4 ? &b[7] : &c[i]) -= 7;
}

kernel void ping_pong(global int *a, global int *b, int rounds)
{
    global int *from = a, *to = b;
    for (int r = 0; r < rounds; ++r) {
        for (int k = 0; k < 8; ++k)
            to[k] = from[(k + 1) & 7] * 2 - from[k] + r;
        global int *t = from;
        from = to;
        to = t;
    }
}

kernel void choose_local(global int *out, global const int *in)
{
    local int even[8];
    local int odd[4][8];
    const int i = get_local_id(0);
    even[i] = in[i] * 3;
    for (int k = 0; k < 4; ++k)
        odd[k][i] = in[i] - k;
    barrier(CLK_LOCAL_MEM_FENCE);
    local int *p = i & 1 ? odd[i >> 1] : even;
    local int *q = i > 4 ? &p[1] : &odd[1][i];
    out[i] = p[7 - i] * 100 + *q;
}

kernel void choose_private(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int a[4] = { 1, 2, 3, 4 }, b[6];
    for (int k = 0; k < 6; ++k)
        b[k] = k * 10 + in[i];
    int *p = in[i] > 3 ? a : b + 1;
    int sum = 0;
    for (int k = 0; k < 4; ++k) {
        sum += *p;
        *p++ = k;
        if (k == in[i] % 3)
            p = &b[2] - k;
    }
    for (int k = 0; k < 4; ++k)
        sum = sum * 3 + a[k] - b[k + 1];
    out[i] = sum;
}

kernel void swap_local(global int *out, global const int *in)
{
    local int x[8], y[8];
    const int i = get_local_id(0);
    local int *src = x, *dst = y;
    src[i] = in[i];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int d = 1; d < 8; d <<= 1) {
        dst[i] = i >= d ? src[i] + src[i - d] : src[i];
        barrier(CLK_LOCAL_MEM_FENCE);
        local int *t = src;
        src = dst;
        dst = t;
    }
    out[i] = src[i];
}

void put(global int *where, int value) { *where = value; }
int get(const int *where, int offset) { return where[offset]; }
global int *at(global int *base, int i) { return i & 1 ? base + i : &base[7 - (7 - i)]; }
void fill(int *array, int count, int first)
{
    for (int *end = array + count; array != end; ++array)
        *array = first++;
}
void split(int value, int *low, int *high)
{
    *low = value & 3;
    *high = value >> 2;
}

kernel void helpers(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int a[6], low, high;
    fill(a, 3, in[i]);
    fill(a + 3, 3, 100);
    split(in[i] * 5, &low, &high);
    split(high + 9, a + 1, &a[4]);
    put(out + i, get(a, i % 6) + get(&a[2], 1) * 10 + low * 1000 + high * 10000);
    *at(out, i) += 3;
}

void advance(global const int **p, int by) { *p += by; }
bool next(const int **p, const int *end, int *value)
{
    if (*p == end)
        return false;
    *value = *(*p)++;
    return true;
}

kernel void double_pointer(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    global const int *p = in;
    advance(&p, i / 2);
    advance(&p, 1);
    const int list[5] = { 5, 1, 4, 2, 3 };
    const int *q = list, *end = list + 3 + (i & 1);
    int value, sum = 0;
    while (next(&q, end, &value))
        sum = sum * 10 + value;
    out[i] = *p + sum * 10;
}

int optional(const global int *p, int i)
{
    if (!p)
        return -5;
    return p[i];
}

kernel void null(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    const global int *p = 0;
    const int miss = optional(p, i);
    if (in[i] > 3)
        p = in + 1;
    const global int *q = p ? p : in;
    out[i] = miss * 100 + optional(p, i / 2) * 10 + (p == 0) + *q;
}

constant int squares[8] = { 0, 1, 4, 9, 16, 25, 36, 49 };
constant int cubes[8] = { 0, 1, 8, 27, 64, 125, 216, 343 };
constant char digits[] = "0123456789abcdef";

kernel void tables(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    constant int *t = in[i] % 3 ? squares : cubes;
    int sum = t[i];
    for (int k = 0; k < 3; ++k, t = k & 1 ? cubes : squares + 1)
        sum = sum * 2 + t[k + 1];
    out[i] = sum * 1000 + digits[in[i] + 5];
}

typedef struct { int head; int body[6]; int tail; } Long;

kernel void middle(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    Long l = { 1, { 2, 3, 4, 5, 6, 7 }, 8 };
    int *p = &l.body[i % 6];
    *p += in[i] * 100;
    int *q = i & 1 ? &l.tail : &l.head;
    *q += *p;
    p = &l.body[3];
    out[i] = l.head + l.tail * 10 + p[-2] + p[i % 3];
}

kernel void negative(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    global const int *end = in + 8;
    const int back = -1 - i;
    const global short *s = (const global short *)end;
    const char minus = -2;
    out[i] = end[back] + end[-8] * 10 + s[-2 * i - 2] * 100 + *(end + minus) + (&in[i])[-i];
}

constant char message[2][6] = { "hello", "kiln" };

int length(constant const char *s)
{
    int n = 0;
    for (; *s; ++s)
        ++n;
    return n;
}

kernel void strings(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    constant const char *s = message[i & 1];
    out[i] = length(s) * 1000 + s[in[i] % 4] + (length("abc") + *("xyz" + i % 3)) * 10000;
}

kernel void backwards(global int *out, global const int *in)
{
    global int *o = out + 7;
    for (const global int *p = in; o >= out; --o, ++p)
        *o = *p * 3;
}

kernel void matrix(global float *out, global const float *a, global const float *b, int inner)
{
    const int i = get_global_id(0);
    global const float *row = a + (i / 2) * inner, *column = b + i % 2;
    float sum = 0;
    for (int k = 0; k < inner; ++k, column += 2)
        sum = mad(*row++, *column, sum);
    out[i] = sum;
}

kernel void as_integer(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    const size_t a = (size_t)(in + i), b = (size_t)in;
    int p[4];
    out[i] = (int)(a - b) + ((size_t)out == b) * 100 + (int)((size_t)&p[3] - (size_t)p) * 1000 + (a % 4) * 100000;
}

kernel void mixed_choice(global int *out, global const uchar *x, global const uchar *y)
{
    const int i = get_global_id(0);
    const global uchar *p = i % 3 ? x : y + 4;
    const global int *w = (const global int *)(i & 1 ? x : y);
    out[i] = p[i * 2 + 1] * 3 + w[i] + as_int(vload4(i >> 1, p));
}

kernel void turns(global int *a, global int *b, global int *c)
{
    global int *p = a, *q = b, *r = c;
    for (int k = 0; k < 10; ++k) {
        p[k & 3] += q[(k + 1) & 3] + r[k >> 2] * 2;
        global int *t = p;
        p = q;
        q = r;
        r = t;
        if (k == 6)
            q = p;
    }
}

kernel void merge(global int *out, global const int *a, global const int *b)
{
    const global int *a_end = a + 4, *b_end = b + 4;
    while (a != a_end || b != b_end) {
        if (b == b_end || (a != a_end && *a < *b))
            *out++ = *a++;
        else
            *out++ = *b++;
    }
}
