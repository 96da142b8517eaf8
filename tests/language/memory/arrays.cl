// Arrays in private and local memory, vec3 in memory, atomics on fields, aliasing buffers, local arguments.

/*!
[config]
name: arrays
clc_version_min: 10
dimensions: 1

[test]
name: 2D local array
kernel_name: tile
global_size: 16 1 1
local_size: 16 1 1
arg_out: 0 buffer int[16] 0 11599 41798 90597 100 160199 21198 130797 30400 -8701 180798 121197 80900 60299 -19402 \
          61797
arg_in: 1 buffer int[16] 0 1 4 9 16 2 13 3 18 12 8 6 6 8 12 18

[test]
name: dynamic private indices
kernel_name: dynamic
global_size: 8 1 1
arg_out: 0 buffer int[8] 426037003 331383068 195541031 42723122 87453959 54090031 110427417 254921889
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: 3D private array
kernel_name: cube
global_size: 8 1 1
arg_out: 0 buffer int[8] 924 924 18924 9924 924 924 924 924
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: float3 arrays
kernel_name: vec3
global_size: 4 1 1
arg_in: 0 buffer float3[4] 0 1 2 3 4 5 6 7 8 9 10 11
arg_out: 0 buffer float3[4] 0 6 2 3 4 -8 6 7.5 -8 9 45 -31
arg_in: 1 buffer float3[4] 0 1 4 2 2 4 1 0 1 4 2 2

[test]
name: packed triples
kernel_name: triples
global_size: 5 1 1
arg_in: 0 buffer float[15] repeat 1
arg_out: 0 buffer float[15] 27 29 25 21 23 19 15 17 13 9 11 7 3 5 1
arg_in: 1 buffer float[15] 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14

[test]
name: char3 and short3
kernel_name: small3
global_size: 4 1 1
arg_in: 0 buffer char3[4] -60 -50 -40 -30 -20 -10 0 10 20 30 40 50
arg_out: 0 buffer char3[4] -70 -76 -80 -25 -31 -35 20 14 10 65 59 55
arg_in: 1 buffer short3[4] -6000 -5000 -4000 -3000 -2000 -1000 0 1000 2000 3000 4000 5000

[test]
name: local atomics and fields
kernel_name: local_atomics
global_size: 8 1 1
local_size: 8 1 1
arg_out: 0 buffer int[8] 2343084 5343084 7243084 43084 2343084 5343084 7243084 43084
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: global atomics on fields
kernel_name: field_atomics
global_size: 8 1 1
local_size: 4 1 1
arg_in: 0 buffer int[6] 0 0 100 -100 7 0
arg_out: 0 buffer int[6] 8 140 -7 2 2047 1075838976
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: atomics on array elements of fields
kernel_name: histogram
global_size: 8 1 1
arg_in: 0 buffer uint[12] repeat 0
arg_out: 0 buffer uint[12] 4 1 7 3 0 5 4 6 2 8 4 0
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: every atomic
kernel_name: every_atomic
global_size: 1 1 1
local_size: 1 1 1
arg_in: 0 buffer int[11] 5 5 5 5 5 5 5 -5 5 5 5
arg_out: 0 buffer int[11] 8 -2 9 6 4 -1 5 -5 4 15 9
arg_in: 1 buffer uint[3] 4000000000 4000000000 0
arg_out: 1 buffer uint[3] 4000000000 5 47

[test]
name: vectors in private arrays
kernel_name: vector_array
global_size: 8 1 1
arg_out: 0 buffer int[8] 2599 5876 12762 9508 12975 38752 53417 73074
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: bool arrays
kernel_name: bools
global_size: 8 1 1
arg_out: 0 buffer int[8] 1 3 -1 6 7 8 9 10
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: short and char private arrays
kernel_name: narrow
global_size: 8 1 1
arg_out: 0 buffer int[8] 10035483 10035483 10035483 10035483 10035483 10049939 10049939 10049939
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: overlapping work through volatile
kernel_name: volatiles
global_size: 8 1 1
local_size: 8 1 1
arg_out: 0 buffer int[8] 14 32 50 68 86 104 122 140
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: async copies
kernel_name: async
global_size: 8 1 1
local_size: 4 1 1
arg_out: 0 buffer int[8] 6 5 4 3 14 13 12 11
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: private array passed down
kernel_name: passed
global_size: 8 1 1
arg_out: 0 buffer int[8] 30030 27570 21154 23280 23030 22820 24171 26360
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: sorting in private memory
kernel_name: sort
global_size: 8 1 1
arg_out: 0 buffer int[8] 310 1310 2310 3310 4310 5310 6310 7310
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: queue in local memory
kernel_name: queue
global_size: 8 1 1
local_size: 8 1 1
arg_out: 0 buffer int[8] 1604 1604 1604 1604 1604 1604 1604 1604
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: long8 in memory
kernel_name: long8s
global_size: 2 1 1
arg_in: 0 buffer long8[2] -5 999999999995 1999999999995 2999999999995 3999999999995 4999999999995 5999999999995 6999999999995 7999999999995 8999999999995 9999999999995 10999999999995 11999999999995 12999999999995 13999999999995 14999999999995
arg_out: 0 buffer long8[2] -5 12999999999990 4999999999995 8999999999990 2999999999995 4999999999990 999999999995 \
          -1 8999999999995 28999999999990 12999999999995 24999999999990 10999999999995 20999999999990 -1 \
          16999999999990

[test]
name: constant argument
kernel_name: constant_argument
global_size: 8 1 1
arg_out: 0 buffer int[8] 50 90 130 170 170 210 250 290
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
arg_in: 2 buffer int[4] 10 20 30 40
!*/

kernel void tile(global int *out, global const int *in)
{
    local int t[4][5];
    const int l = get_local_id(0), x = l % 4, y = l / 4;
    t[y][x] = in[l];
    if (x == 0)
        t[y][4] = -y;
    barrier(CLK_LOCAL_MEM_FENCE);
    local int *row = t[x];
    out[l] = t[x][y] * 100 + row[4] + (&t[0][0])[l] * 10000;
}

kernel void dynamic(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int a[10];
    for (int k = 0; k < 10; ++k)
        a[k] = k;
    for (int k = 0; k < 10; ++k) {
        const int j = (k * 7 + in[i]) % 10, t = a[k];
        a[k] = a[j];
        a[j] = t;
    }
    a[a[i]] = a[a[a[i]]] + 10;
    int hash = 0;
    for (int k = 0; k < 10; ++k)
        hash = hash * 7 + a[k];
    out[i] = hash;
}

kernel void cube(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    short c[2][3][4];
    for (int x = 0; x < 2; ++x)
        for (int y = 0; y < 3; ++y)
            for (int z = 0; z < 4; ++z)
                c[x][y][z] = x * 100 + y * 10 + z;
    short(*plane)[4] = c[i & 1];
    plane[i % 3][i & 3] += in[i] * 1000;
    int sum = 0;
    for (short *p = &c[0][0][0]; p < &c[0][0][0] + 24; p += 5)
        sum = sum * 3 + *p;
    out[i] = sum;
}

kernel void vec3(global float3 *out, global const float3 *in)
{
    const int i = get_global_id(0);
    float3 history[3];
    history[0] = out[i];
    history[1] = in[3 - i].zyx;
    history[2] = cross(history[0], history[1]);
    history[i % 3].y = 0.5f;
    out[i] = history[2] + history[(i + 1) % 3];
    out[i].x = history[0].x;
}

kernel void triples(global float *out, global const float *in)
{
    const int i = get_global_id(0);
    const float3 v = vload3(4 - i, in);
    vstore3(v.yzx * 2 + vload3(i, out), i, out);
}

kernel void small3(global char3 *out, global const short3 *in)
{
    const int i = get_global_id(0);
    const char3 c = out[i];
    const short3 s = in[i];
    out[i] = convert_char3(s / (short3)200) + c.zyx;
    out[i].y -= 1;
}

typedef struct { int sum, least; uint bins[4]; } Stats;

kernel void local_atomics(global int *out, global const int *in)
{
    local Stats s;
    local int counts[4];
    const int i = get_local_id(0);
    if (i == 0) {
        s.sum = 0;
        s.least = 1000;
    }
    if (i < 4)
        counts[i] = s.bins[i] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    atomic_add(&s.sum, in[i] * 3);
    atomic_min(&s.least, 50 - in[i]);
    atomic_inc(&s.bins[in[i] % 3]);
    atomic_max(counts + in[i] / 3, in[i]);
    barrier(CLK_LOCAL_MEM_FENCE);
    out[i] = s.sum + s.least * 1000 + s.bins[i & 3] * 100000 + counts[i & 3] * 1000000;
}

typedef struct { int count, sum, smallest, largest; uint bits; float unused; } Record;

kernel void field_atomics(global Record *r, global const int *in)
{
    const int i = get_global_id(0);
    atomic_inc(&r->count);
    atomic_add(&r->sum, in[i] * in[i]);
    atomic_min(&r->smallest, -in[i]);
    atomic_max(&r->largest, in[i] - 5);
    atomic_or(&r->bits, 1u << (in[i] + 3));
    if (i == 3)
        r->unused = 2.5f;
}

typedef struct { uint total; uint bins[5]; } Histogram;

kernel void histogram(global Histogram *h, global const int *in)
{
    const int i = get_global_id(0);
    global Histogram *mine = h + (i & 1);
    atomic_inc(&mine->total);
    atomic_add(mine->bins + in[i] % 5, 1 + in[i]);
    atomic_xor(&h[1].bins[i >> 1], 0x100);
}

kernel void every_atomic(global int *p, global uint *u)
{
    int r = 0;
    r += atomic_add(p + 0, 3);
    r += atomic_sub(p + 1, 7);
    r += atomic_xchg(p + 2, 9);
    r += atomic_inc(p + 3);
    r += atomic_dec(p + 4);
    r += atomic_cmpxchg(p + 5, 5, -1);
    r += atomic_cmpxchg(p + 6, 4, -1);
    r += atomic_min(p + 7, 3);
    r += atomic_and(p + 8, 6);
    r += atomic_or(p + 9, 10);
    r += atomic_xor(p + 10, 12);
    r += atomic_max(u + 0, 5u) == 4000000000u;
    r += atomic_min(u + 1, 5u) > 5;
    u[2] = r;
}

kernel void vector_array(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int4 v[3];
    for (int k = 0; k < 3; ++k)
        v[k] = (int4)(k, in[i], k * k, -1);
    v[i % 3].w = 7;
    v[(i + 1) % 3].xy = v[i % 3].wz;
    int *flat = (int *)v;
    flat[i] += 1000;
    const int4 sum = v[0] * 1 + v[1] * 10 + v[2] * 100;
    out[i] = sum.x + sum.y * 3 + sum.z * 5 + sum.w * 7;
}

kernel void bools(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    bool sieve[32];
    for (int k = 0; k < 32; ++k)
        sieve[k] = k > 1;
    for (int k = 2; k < 6; ++k)
        for (int m = k * k; sieve[k] && m < 32; m += k)
            sieve[m] = false;
    int count = 0;
    for (int k = 0; k < in[i] * 4 + 3; ++k)
        count += sieve[k];
    bool any = count;
    any &= i != 2;
    out[i] = any ? count : -1;
}

kernel void narrow(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    char c[8];
    ushort s[8];
    for (int k = 0; k < 8; ++k) {
        c[k] = in[k] * 40 - 90;
        s[k] = in[k] * 9999;
    }
    c[i] += c[7 - i];
    s[i] -= s[(i + 3) & 7];
    out[i] = c[i] * 100000 + s[i] + (char)(c[i] << 1);
}

kernel void volatiles(global volatile int *out, global const int *in)
{
    local volatile int shared[8];
    const int i = get_local_id(0);
    shared[i] = in[i];
    barrier(CLK_LOCAL_MEM_FENCE);
    out[i] = shared[7 - i];
    out[i] += shared[i] * 10;
    out[i] = out[i] * 2;
}

kernel void async(global int *out, global const int *in)
{
    local int block[4];
    const int l = get_local_id(0), g = get_group_id(0);
    event_t e = async_work_group_copy(block, in + g * 4, 4, 0);
    wait_group_events(1, &e);
    const int v = block[3 - l] * 2;
    barrier(CLK_LOCAL_MEM_FENCE);
    block[l] = v + l;
    barrier(CLK_LOCAL_MEM_FENCE);
    e = async_work_group_copy(out + g * 4, block, 4, 0);
    wait_group_events(1, &e);
}

void rotate_left(int *a, int n)
{
    const int first = a[0];
    for (int k = 1; k < n; ++k)
        a[k - 1] = a[k];
    a[n - 1] = first;
}

int dot_product(const int a[4], const int *b)
{
    int sum = 0;
    for (int k = 0; k < 4; ++k)
        sum += a[k] * b[k];
    return sum;
}

kernel void passed(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int a[2][4] = { { 1, 2, 3, 4 }, { 10, 20, 30, 40 } };
    for (int k = 0; k < in[i]; ++k)
        rotate_left(a[k & 1], 3 + (k & 1));
    out[i] = dot_product(a[0], a[1]) * 100 + dot_product(a[i & 1], &a[0][i & 3]);
}

kernel void sort(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int a[8];
    for (int k = 0; k < 8; ++k)
        a[k] = (in[k] * 5 + i * 3) % 8;
    for (int k = 1; k < 8; ++k) {
        const int v = a[k];
        int j = k - 1;
        while (j >= 0 && a[j] > v) {
            a[j + 1] = a[j];
            j--;
        }
        a[j + 1] = v;
    }
    out[i] = a[0] + a[1] * 10 + a[3] * 100 + a[i] * 1000;
}

kernel void queue(global int *out, global const int *in)
{
    local int items[16];
    local int tail;
    const int i = get_local_id(0);
    if (i == 0)
        tail = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (in[i] & 1)
        items[atomic_inc(&tail)] = in[i];
    barrier(CLK_LOCAL_MEM_FENCE);
    int sum = 0;
    for (int k = 0; k < tail; ++k)
        sum += items[k];
    out[i] = sum * 100 + tail;
}

kernel void long8s(global long8 *out)
{
    const int i = get_global_id(0);
    long8 v = out[i];
    v.even += v.odd;
    v.s7 = ((global long *)out)[i * 9];
    long a[8];
    vstore8(v, 0, a);
    a[i] = -1;
    out[i] = vload8(0, a).s76543210;
}

kernel void constant_argument(global int *out, global const int *in, constant int4 *table)
{
    const int i = get_global_id(0);
    constant int *p = (constant int *)table;
    out[i] = table->z * in[i] + p[i & 3] + table[0].w;
}
