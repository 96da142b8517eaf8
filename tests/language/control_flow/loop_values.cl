// Values that a loop computes and that are used behind it, where the work-items leave in different rounds.

/*!
[config]
name: loop values
clc_version_min: 10
dimensions: 1

[test]
name: what a search found
kernel_name: found
global_size: 8 1 1
arg_out: 0 buffer int[8] 100 100 100 100 100 100 100 100
arg_in: 1 buffer int[16] 0 1 2 3 4 5 6 7 8 100 10 11 12 13 14 15

[test]
name: two exits
kernel_name: two_exits
global_size: 8 1 1
arg_out: 0 buffer int[8] 100 100 100 100 100 6 7 8
arg_in: 1 buffer int[16] 0 1 2 3 4 5 6 7 8 100 10 11 12 13 14 15

[test]
name: a loop in a loop
kernel_name: nested
global_size: 8 1 1
arg_out: 0 buffer int[8] 2361005 11811008 96008 3100 6012 6015 28122007 1872008
arg_in: 1 buffer int[16] 0 1 2 3 4 5 6 7 8 100 10 11 12 13 14 15

[test]
name: elements of private memory
kernel_name: elements
global_size: 8 1 1
arg_out: 0 buffer int[8] 12336 12335 12333 12330 12326 12321 12315 12308
arg_in: 1 buffer int[16] 0 1 2 3 4 5 6 7 8 100 10 11 12 13 14 15

[test]
name: many values
kernel_name: mixed
global_size: 8 1 1
arg_in: 0 buffer int[8] repeat 0
arg_out: 0 buffer int[8] 833 776 853 500 1979 521 -9491 -8764866
arg_in: 1 buffer int[8] 0 1 2 3 50 -7 1000 -123456
!*/
kernel void found(global int *out, global const int *in)
{
    int i = get_global_id(0), v;
    for (int j = i;; j++) {
        v = in[j];
        if (v > 50) break;
    }
    out[i] = v;
}

kernel void two_exits(global int *out, global const int *in)
{
    int i = get_global_id(0);
    int j = i, v, n = 0;
    for (;; j++) {
        v = in[j & 15];
        if (v > 50) break;
        if (i >= 5 && n++ > 0) break;
    }
    out[i] = v;
}

// The inner loop's last value is used in the rounds of the outer one.
kernel void nested(global int *out, global const int *in)
{
    int i = get_global_id(0), sum = 0, last;
    for (int round = 0; ; round++) {
        int v, j = i + round;
        do {
            v = in[j++ & 15];
        } while (v % 3 != 0);
        sum = sum * 5 + v;
        last = in[(i * 3 + round) & 15];
        if (last > 7 || round > 4) break;
    }
    out[i] = sum * 1000 + last;
}

kernel void elements(global int *out, global const int *in)
{
    int i = get_global_id(0), pair[2];
    int4 four = 0;
    for (int j = i;; j++) {
        pair[1] = in[j];
        pair[0] = in[j + 1];
        four.y = in[j] * 3;
        if (pair[1] > 50) break;
        four.z += pair[0];
    }
    out[i] = pair[0] * 1000 + pair[1] + four.y * 7 + four.z;
}

kernel void mixed(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], y = i, z = 3, fuel = 0, k0 = 0, k1 = 0, k2 = 0, k3 = 0, k4 = 0, k5 = 0;
    int a[4] = { 1, 2, x, 4 }, b[5] = { 5, 6, 7, y, 8 };
    int *p = a;
    if (((y * (b[(y + 1) & 3] == z)) - ((x >> 2) | (b[(y + 1) & 3] ^ a[x & 3]))) == 7) return;
    while (((x * (in[(x ^ z) & 7] < a[x & 3])) < (p[1] * y))) {
        if (++fuel > 60) break;
        p = p == a ? b : a;
        a[y & 3] ^= ((a[x & 3] == (a[x & 3] - a[x & 3])) - z);
        p = a + 1;
    }
    z ^= ((z & (75 ^ z)) + ((b[(y + 1) & 3] < a[x & 3]) < y));
    a[y & 3] ^= y;
    switch ((11 - (x == (b[(y + 1) & 3] == in[(x ^ z) & 7]))) & 7) {
    default:
        x ^= (((x & x) >> 5) == in[(x ^ z) & 7]);
        while (((b[(y + 1) & 3] ^ in[(x ^ z) & 7]) == 7)) {
            if (++fuel > 60) break;
            x += p[1];
            out[i] += (a[x & 3] < ((57 * z) - (b[(y + 1) & 3] < in[(x ^ z) & 7])));
        }
    case 4:
        if ((p[1] ^ ((y ^ y) == p[1])) == 7) return;
        break;
    case 1:
        a[y & 3] += (a[x & 3] ^ (a[x & 3] - a[x & 3]));
        break;
    }
    z += (((y ^ in[(x ^ z) & 7]) - y) | (y + (p[1] < y)));
    *p += z;
    out[i] += (((x & b[(y + 1) & 3]) < (p[1] - p[1])) + ((b[(y + 1) & 3] - a[x & 3]) * (b[(y + 1) & 3] ^ z)));
    out[i] += x + y * 3 + z * 5 + a[0] + a[1] * 7 + a[2] * 11 + a[3] + b[0] * 13 + b[1] + b[2] + b[3] * 17 + *p * 100;
}
