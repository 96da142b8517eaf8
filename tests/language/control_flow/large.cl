// A kernel of many merges: generated statements, so large that every map of the structurizer grows while it is in use.

/*!
[config]
name: large flow
clc_version_min: 10
dimensions: 1

[test]
name: generated statements
kernel_name: large
global_size: 8 1 1
arg_in: 0 buffer int[8] repeat 0
arg_out: 0 buffer int[8] 465 0 481 631751 92509 0 5006565 -17789670
arg_in: 1 buffer int[8] 0 1 2 3 50 -7 1000 -123456
!*/

kernel void large(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], y = i, z = 3, fuel = 0, k0 = 0, k1 = 0, k2 = 0, k3 = 0, k4 = 0, k5 = 0;
    int a[4] = { 1, 2, x, 4 }, b[5] = { 5, 6, 7, y, 8 };
    int *p = a;
    if (b[(y + 1) & 3] == 7) return;
    b[z & 3] = (x ^ x);
    x ^= (((z & x) == b[(y + 1) & 3]) | (p[1] - (in[(x ^ z) & 7] ^ z)));
    switch ((x + in[(x ^ z) & 7]) & 7) {
    case 0:
        if ((b[(y + 1) & 3] < ((x - y) * (97 | a[x & 3])))) {
            for (k2 = 0; k2 < 4; ++k2) {
                if (++fuel > 60) break;
                for (k3 = 0; k3 < 5; ++k3) {
                    if (++fuel > 60) break;
                    if (a[x & 3]) {
                        a[y & 3] += (((89 + in[(x ^ z) & 7]) & x) < x);
                        x ^= y;
                        z ^= (((x >> 4) * (y < p[1])) | ((95 + y) | x));
                    }
                    x += k3;
                }
                z += ((x >> 5) + x);
                b[z & 3] = in[(x ^ z) & 7];
                x += k2;
            }
            if ((-7 - in[(x ^ z) & 7]) == 7) return;
        }
    case 7:
        do {
L2: if (++fuel > 60) break;
            z = in[(x ^ z) & 7];
            *p += (((p[1] ^ z) & (in[(x ^ z) & 7] ^ a[x & 3])) * 90);
            do {
                if (++fuel > 60) break;
                switch ((((5 + z) & (b[(y + 1) & 3] < p[1])) | b[(y + 1) & 3]) & 7) {
                case 2:
                    do {
                        if (++fuel > 60) break;
L1: b[z & 3] = (((a[x & 3] + a[x & 3]) * -2) < (y >> 5));
                        b[z & 3] = (in[(x ^ z) & 7] >> 1);
                        y += (y * (in[(x ^ z) & 7] - (in[(x ^ z) & 7] ^ p[1])));
                        *p = in[(x ^ z) & 7];
                    } while (((z ^ (x - a[x & 3])) ^ y));
                    break;
                case 7:
                    p = p == a ? b : a;
                case 3:
                    switch (((x & in[(x ^ z) & 7]) + ((56 & x) == (p[1] + y))) & 7) {
                    case 1:
                        x = (p[1] < (8 == (b[(y + 1) & 3] < in[(x ^ z) & 7])));
                        break;
                    }
                case 0:
                    if (((p[1] + (p[1] >> 3)) * (p[1] * (in[(x ^ z) & 7] < p[1])))) continue;
                default:
                    if ((b[(y + 1) & 3] - ((b[(y + 1) & 3] < y) ^ p[1]))) {
                        z ^= ((y < (-6 == b[(y + 1) & 3])) - p[1]);
                        z ^= a[x & 3];
                    } else {
                        a[y & 3] ^= ((x * (in[(x ^ z) & 7] & x)) * ((z + a[x & 3]) * x));
                        a[1] += (b[(y + 1) & 3] | (in[(x ^ z) & 7] < (in[(x ^ z) & 7] & x)));
                        a[y & 3] ^= b[(y + 1) & 3];
                        a[y & 3] ^= a[x & 3];
                    }
                    z ^= (((a[x & 3] * y) >> 2) >> 3);
                    break;
                case 4:
                    x += in[(x ^ z) & 7];
                    break;
                }
                if (++fuel < 50 && p[1]) goto L0;
                for (k3 = 0; k3 < 3; ++k3) {
                    if (++fuel > 60) break;
                    z += ((z & (x - z)) & ((in[(x ^ z) & 7] ^ 29) < (z ^ a[x & 3])));
                    if (in[(x ^ z) & 7]) {
                        a[y & 3] += a[x & 3];
                        b[z & 3] ^= p[1];
                        a[y & 3] ^= ((z ^ (a[x & 3] - x)) == y);
                    }
                    x += k3;
                }
                do {
                    if (++fuel > 60) break;
L0: y += (((p[1] + a[x & 3]) >> 4) & ((17 & y) + (p[1] ^ in[(x ^ z) & 7])));
                    if (p[1]) {
                        b[z & 3] += (z < (y < (y ^ x)));
                        a[1] ^= ((p[1] ^ (y == x)) ^ b[(y + 1) & 3]);
                    } else {
                        y += (b[(y + 1) & 3] & z);
                        x = in[(x ^ z) & 7];
                        b[z & 3] ^= (y < x);
                        *p ^= (((in[(x ^ z) & 7] ^ p[1]) & (b[(y + 1) & 3] + z)) ^ ((a[x & 3] + b[(y + 1) & 3]) - in[(x ^ z) & 7]));
                    }
                } while ((b[(y + 1) & 3] * ((83 & b[(y + 1) & 3]) >> 2)));
            } while (x);
        } while (((z - (b[(y + 1) & 3] == x)) == (p[1] * z)));
        break;
    case 5:
        p = b;
    case 4:
        while (((in[(x ^ z) & 7] < (z | 64)) & b[(y + 1) & 3])) {
            if (++fuel > 60) break;
            if (++fuel < 50 && (y - b[(y + 1) & 3])) goto L2;
            y = (((x ^ in[(x ^ z) & 7]) * (a[x & 3] ^ in[(x ^ z) & 7])) & b[(y + 1) & 3]);
            if ((6 * ((in[(x ^ z) & 7] >> 2) & (p[1] * y)))) continue;
            p = p == a ? b : a;
        }
        break;
    }
    z += ((in[(x ^ z) & 7] * in[(x ^ z) & 7]) | x);
    y += (((y >> 2) | (-1 < in[(x ^ z) & 7])) - (a[x & 3] | (y ^ y)));
    p = p == a ? b : a;
    if (++fuel < 50 && (((in[(x ^ z) & 7] == in[(x ^ z) & 7]) + (y ^ x)) - ((z >> 3) | (a[x & 3] ^ b[(y + 1) & 3])))) goto L2;
    out[i] += x + y * 3 + z * 5 + a[0] + a[1] * 7 + a[2] * 11 + a[3] + b[0] * 13 + b[1] + b[2] + b[3] * 17 + *p * 100;
}
