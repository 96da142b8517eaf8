// Structs in every address space: nested, in arrays, by value, copied, swapped, with vectors and arrays inside.

/*!
[config]
name: structs
clc_version_min: 10
dimensions: 1

[test]
name: nested
kernel_name: nested
global_size: 4 1 1
arg_in: 0 buffer int[96] 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95
arg_out: 0 buffer int[96] 9 24 2 3 1021 5 6 7 8 9 24 1011 21 13 14 15 16 45 1018 19 21 21 67 23 24 25 26 75 28 \
          1029 45 40 117 33 96 45 1036 37 38 39 40 117 42 1045 44 45 5570606 47 48 49 50 147 52 69 1054 55 56 57 \
          168 59 60 1069 50 147 64 189 69 67 1068 69 70 18 81 240 74 219 1093 77 78 79 80 81 240 1083 93 85 86 87 \
          88 261 1090 91 93 93 94 5570655

[test]
name: arrays of structs by value
kernel_name: by_value
global_size: 8 1 1
arg_out: 0 buffer int[8] -79840 -69608 -79604 -49272 -79252 -108824 -78785 -148264
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: swap through pointers
kernel_name: swap_pointers
global_size: 8 1 1
arg_out: 0 buffer int[8] 102345 114254 212554 264351 454172 152854 162945 426071
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: copies are copies
kernel_name: copies
global_size: 8 1 1
arg_out: 0 buffer int[8] 1007693 1007053 1007753 1007693 1007053 1007753 1007693 1007053
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: constant tables of structs
kernel_name: table
global_size: 8 1 1
arg_out: 0 buffer float[8] 349.5 410.75 1186 252.5 650.75 820 351.5 410.75
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: local structs
kernel_name: local_structs
global_size: 8 1 1
local_size: 4 1 1
arg_out: 0 buffer int[8] 40223 40444 40665 40002 120307 120528 120749 120086
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: struct with vec3
kernel_name: with_vec3
global_size: 4 1 1
arg_in: 0 buffer float[64] 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
arg_out: 1 buffer float[40] 4 5.5 7 10 8 9 4 13 12 5 18.5 20 21.5 3 1 2 20 6 5 37 17.5 19 20.5 19 17 18 13 22 21 \
          23 9 10.5 12 12 10 11 6 15 14 9

[test]
name: returned and compared
kernel_name: returned
global_size: 8 1 1
arg_out: 0 buffer int[8] 7707 6706 5705 4704 3703 2702 1701 700
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: linked by index
kernel_name: linked
global_size: 8 1 1
arg_out: 0 buffer int[8] 8003 105020 3001 7002 105020 105020 15004 105020
arg_in: 1 buffer int[16] 10 3 20 5 30 -1 40 2 50 1 60 7 70 0 80 4

[test]
name: assignment through conditional
kernel_name: conditional
global_size: 8 1 1
arg_out: 0 buffer int[8] 321301 320321 305401 304461 1321341 325361 107601 1107661
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: large private arrays of structs
kernel_name: stack
global_size: 8 1 1
arg_out: 0 buffer int[8] 411 14899 29387 43875 58363 72851 87339 101827
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: mixed widths
kernel_name: mixed
global_size: 4 1 1
arg_in: 0 buffer uchar[192] repeat 1 2 3 4 5 6 7 8 9 10 11
arg_out: 0 buffer uchar[192] 0 2 9 12 0 6 7 8 0 6 11 1 2 9 4 5 6 1 253 7 10 11 1 2 5 4 5 9 7 8 9 10 10 1 6 9 4 10 \
          6 7 14 0 10 11 1 12 3 4 247 5 253 252 8 10 11 1 4 3 4 9 6 7 8 9 9 11 3 6 3 4 9 6 4 14 9 10 11 5 2 3 0 \
          247 252 252 7 9 10 11 3 2 3 9 5 6 7 8 8 10 33 3 8 3 4 5 39 4 8 9 10 14 1 2 220 255 252 252 6 8 9 10 2 1 \
          2 9 4 5 6 7 8 9 10 11 1 2 3 4 5 6 7 8 9 10 11 1 2 3 4 5 6 7 8 9 10 11 1 2 3 4 5 6 7 8 9 10 11 1 2 3 4 5 \
          6 7 8 9 10 11 1 2 3 4 5 6 7 8 9 10 11 1 2 3 4 5

[test]
name: big copies
kernel_name: big
global_size: 2 1 1
arg_in: 0 buffer int[272] 0 3 6 9 12 15 18 21 24 27 30 33 36 39 42 45 48 51 54 57 60 63 66 69 72 75 78 81 84 87 90 93 96 99 1 4 7 10 13 16 19 22 25 28 31 34 37 40 43 46 49 52 55 58 61 64 67 70 73 76 79 82 85 88 91 94 97 100 2 5 8 11 14 17 20 23 26 29 32 35 38 41 44 47 50 53 56 59 62 65 68 71 74 77 80 83 86 89 92 95 98 0 3 6 9 12 15 18 21 24 27 30 33 36 39 42 45 48 51 54 57 60 63 66 69 72 75 78 81 84 87 90 93 96 99 1 4 7 10 13 16 19 22 25 28 31 34 37 40 43 46 49 52 55 58 61 64 67 70 73 76 79 82 85 88 91 94 97 100 2 5 8 11 14 17 20 23 26 29 32 35 38 41 44 47 50 53 56 59 62 65 68 71 74 77 80 83 86 89 92 95 98 0 3 6 9 12 15 18 21 24 27 30 33 36 39 42 45 48 51 54 57 60 63 66 69 72 75 78 81 84 87 90 93 96 99 1 4 7 10 13 16 19 22 25 28 31 34 37 40 43 46 49 52 55 58 61 64 67 70 73 76 79 82 85 88 91 94 97 100 2 5
arg_out: 0 buffer int[272] 97 3 6 9 12 97 18 21 24 27 97 33 36 39 42 97 48 51 54 57 97 63 66 69 72 97 78 81 84 87 \
          97 93 96 99 1 97 7 10 13 16 97 22 25 28 31 97 37 40 43 46 97 52 55 58 61 97 67 70 73 76 97 82 85 88 91 \
          97 97 5 101 -1 8 11 14 101 20 23 26 29 101 35 38 41 44 101 50 53 56 59 101 65 68 71 74 101 80 83 86 89 \
          101 95 98 0 3 101 9 12 15 18 101 24 27 30 33 101 39 42 45 48 101 54 57 60 63 101 69 72 75 78 101 84 87 \
          90 93 101 99 5 4 7 10 13 16 19 22 25 28 31 34 37 40 43 46 49 52 55 58 61 64 67 70 73 76 79 82 85 88 91 \
          94 97 100 2 5 8 11 14 17 20 23 26 29 32 35 38 41 44 47 50 53 56 59 62 65 68 71 74 77 80 83 86 89 92 95 \
          98 0 3 6 9 12 15 18 21 24 27 30 33 36 39 42 45 48 51 54 57 60 63 66 69 72 75 78 81 84 87 90 93 96 99 1 4 \
          7 10 13 16 19 22 25 28 31 34 37 40 43 46 49 52 55 58 61 64 67 70 73 76 79 82 85 88 91 94 97 100 2 5

[test]
name: compound literals and initialisers
kernel_name: literals
global_size: 8 1 1
arg_out: 0 buffer int[8] 7400040 10101055 10802060 10803065 11104056 4405051 3206042 11907037
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
!*/

typedef struct { int x, y; } Point;
typedef struct { Point min, max; int tags[3]; } Box;
typedef struct { Box boxes[3]; int count; short flags[4]; } Scene;

kernel void nested(global Scene *scenes)
{
    const int i = get_global_id(0);
    global Scene *s = scenes + i;
    for (int k = 0; k < 3; ++k) {
        global Box *b = &s->boxes[(k + i) % 3];
        b->max.y += b->min.x * 2;
        b->tags[k] = s->count;
        b->tags[i % 3] += 1000;
    }
    s->flags[i] ^= 0x55;
    s->boxes[i % 3].min = s->boxes[(i + 1) % 3].max;
}

typedef struct { char c; int v[5]; short s; } Mixed;

int total(Mixed m, int factor)
{
    m.v[2] *= factor;
    int sum = m.c + m.s;
    for (int k = 0; k < 5; ++k)
        sum += m.v[k];
    return sum;
}

Mixed grown(Mixed m, int by)
{
    for (int k = 0; k < 5; ++k)
        m.v[k] += by * k;
    m.c -= by;
    m.s = m.v[by % 5];
    return m;
}

kernel void by_value(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    Mixed m[2] = { { 1, { 1, 2, 3, 4, 5 }, 6 }, { -7, { 8 }, -9 } };
    m[i & 1].v[i % 5] = in[i];
    const Mixed g = grown(m[1 - (i & 1)], i);
    out[i] = total(m[0], 3) + 10000 * total(m[1], -1) + total(grown(g, 2), in[i]) * 7;
}

void swap(Point *a, Point *b)
{
    const Point t = *a;
    *a = *b;
    *b = t;
}

void swap_ints(int *a, int *b)
{
    *a ^= *b;
    *b ^= *a;
    *a ^= *b;
}

kernel void swap_pointers(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    Point p[3] = { { in[i], 1 }, { 2, in[i] + 3 }, { 4, 5 } };
    swap(&p[0], &p[i % 3]);
    swap(p + 1, p + 2);
    swap_ints(&p[0].x, &p[i & 1].y);
    for (int a = 0; a < 2; ++a)
        for (int b = 0; b < 2 - a; ++b)
            if (p[b].x > p[b + 1].x)
                swap(&p[b], &p[b + 1]);
    int result = 0;
    for (int k = 0; k < 3; ++k)
        result = result * 100 + p[k].x * 10 + p[k].y;
    out[i] = result;
}

kernel void copies(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    Box a = { { in[i], 2 }, { 3, 4 }, { 5, 6, 7 } }, b = a, c;
    b.min.x = 100;
    c = b;
    c.tags[i % 3] = -1;
    a = c;
    c.max = b.min;
    out[i] = a.min.x + a.tags[0] * 10 + a.tags[1] * 100 + b.tags[2] * 1000 + c.max.x * 10000 + a.max.x;
}

typedef struct { float weight; int2 step; char name[4]; } Entry;

constant Entry entries[3] = {
    { 0.5f, (int2)(1, 2), "abc" },
    { -1.25f, (int2)(-3, 4), { 'x' } },
    { 8, (int2)(7), "\xff\x01z" },
};
constant float weights[2][3] = { { 1, 2, 3 }, { 0.25f, 0.5f } };
constant int one_number = 42;

kernel void table(global float *out, global const int *in)
{
    const int i = get_global_id(0);
    constant Entry *e = &entries[in[i] % 3];
    constant float *w = weights[i & 1];
    out[i] = e->weight + e->step.x * 10 + e->step.y * 100 + e->name[i & 3] * w[i % 3] + one_number;
}

kernel void local_structs(global int *out, global const int *in)
{
    local Box boxes[4];
    local Point one;
    const int l = get_local_id(0), i = get_global_id(0);
    boxes[l].min.x = in[i];
    boxes[l].max = (Point) { l, in[i] * 2 };
    for (int k = 0; k < 3; ++k)
        boxes[l].tags[k] = k * l;
    if (l == 2)
        one = boxes[l].max;
    barrier(CLK_LOCAL_MEM_FENCE);
    const Box other = boxes[(l + 1) % 4];
    barrier(CLK_LOCAL_MEM_FENCE);
    boxes[l].min.y = 0;
    out[i] = other.min.x + other.max.y * 10 + other.tags[2] * 100 + one.y * 10000 + one.x;
}

typedef struct { float3 position; float mass; float3 velocity[2]; } Body;

kernel void with_vec3(global Body *bodies, global float *out)
{
    const int i = get_global_id(0);
    Body b = bodies[i];
    b.position += b.velocity[i & 1] * 0.5f;
    b.velocity[1].z = b.mass;
    b.mass += bodies[i].position.y;
    b.velocity[0] = b.velocity[0].zxy;
    bodies[i].position = b.position;
    bodies[i].mass = b.mass;
    bodies[i].velocity[0] = b.velocity[0];
    bodies[i].velocity[1].xz = b.velocity[1].zx;
    b = bodies[i];
    vstore3(b.position, 0, out + 10 * i);
    vstore3(b.velocity[0], 1, out + 10 * i);
    vstore3(b.velocity[1], 2, out + 10 * i);
    out[10 * i + 9] = b.mass;
}

Point best(Point a, Point b)
{
    if (a.x > b.x)
        return a;
    if (a.x == b.x)
        return (Point) { a.x, max(a.y, b.y) };
    return b;
}

kernel void returned(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    Point p = { in[i] % 3, 1 };
    for (int k = 0; k < 8; ++k)
        p = best(p, (Point) { in[k] ^ in[i], k });
    out[i] = p.x * 100 + p.y + best(p, best((Point) { 3, 9 }, p)).y * 1000;
}

typedef struct { int value, next; } Node;

kernel void linked(global int *out, global const Node *nodes)
{
    const int i = get_global_id(0);
    int sum = 0, steps = 0;
    for (int at = i; at >= 0 && steps < 20; at = nodes[at].next, ++steps)
        sum += nodes[at].value;
    out[i] = sum * 100 + steps;
}

kernel void conditional(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    Point a = { 1, in[i] }, b = { 3, 4 };
    Point c = in[i] > 3 ? a : b;
    (in[i] & 1 ? &a : &b)->x += 10;
    (in[i] & 2 ? &a : &c)->y *= 5;
    const Point *p = in[i] > 5 ? &a : in[i] > 2 ? &b : &c;
    out[i] = a.x + a.y * 10 + b.x * 100 + c.y * 1000 + p->x * 100000;
}

kernel void stack(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    Node stack[32];
    int top = 0, sum = 0;
    stack[top++] = (Node) { in[i], 0 };
    while (top > 0) {
        const Node n = stack[--top];
        sum = sum * 3 + n.value;
        if (n.next < 3) {
            stack[top].value = n.value + 1;
            stack[top++].next = n.next + 1;
            stack[top++] = (Node) { n.value * 2, n.next + 2 };
        }
    }
    out[i] = sum;
}

typedef struct { char a; short b; char c[3]; int d; uchar3 e; long f; char g; uchar2 h; } Widths;

kernel void mixed(global Widths *w)
{
    const int i = get_global_id(0);
    Widths v = w[i];
    v.a -= 1;
    v.b *= 3;
    v.c[i % 3] = v.a;
    v.d ^= v.b;
    v.e.y += v.c[1];
    v.f -= v.d;
    v.g = v.h.x;
    v.h.y = 9;
    w[i].a = v.a;
    w[i].b = v.b;
    w[i].c[i % 3] = v.c[i % 3];
    w[i].d = v.d;
    w[i].e.y = v.e.y;
    w[i].f = v.f;
    w[i].g = v.g;
    w[i].h = v.h;
}

typedef struct { int v[67]; char last; } Big;

kernel void big(global Big *b)
{
    const int i = get_global_id(0);
    const Big mine = b[i];
    Big changed = mine;
    for (int k = 0; k < 67; k += 5)
        changed.v[k] += mine.v[66 - k];
    changed.last = 5;
    if (i)
        changed.v[i] = -1;
    b[i] = changed;
}

kernel void literals(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    const int primes[] = { 2, 3, 5, 7, 11, 13, 17, 19 };
    const Box b = { .max = { .y = in[i] }, .tags = { [2] = 8 } };
    int zeros[9] = { 0 };
    zeros[i] = primes[7 - i];
    char text[] = "hello, world";
    text[0] = 'J';
    int sum = 0;
    for (int k = 0; k < 9; ++k)
        sum += zeros[k] * (k + 1);
    out[i] = sum + b.max.y * 1000 + b.tags[2] + b.min.x + text[i] * 100000 + sizeof(text);
}
