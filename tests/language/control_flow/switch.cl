// switch with fallthrough, default anywhere, inside loops, nested, on every integer type.

/*!
[config]
name: switch
clc_version_min: 10
dimensions: 1

[test]
name: fallthrough
kernel_name: fallthrough
global_size: 8 1 1
arg_out: 0 buffer int[8] 111 110 100000 100 111000 100000 110000 100000
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: default in the middle
kernel_name: default_middle
global_size: 8 1 1
arg_out: 0 buffer int[8] 87 100 82 10 91 587 66 94
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: no default
kernel_name: no_default
global_size: 8 1 1
arg_out: 0 buffer int[8] 9 1 2 9 9 9 6 7
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: in a loop with continue and break
kernel_name: in_loop
global_size: 8 1 1
arg_out: 0 buffer int[8] 7026 13037 11057 13048 19056 17048 9026 7026
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: nested
kernel_name: nested
global_size: 8 1 1
arg_out: 0 buffer int[8] 1020 1018 1008 1203 1030 50 1008 1203
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: ranges
kernel_name: ranges
global_size: 8 1 1
arg_out: 0 buffer int[8] 1 1 2 2 2 5 3 4
arg_in: 1 buffer int[8] -5 -1 0 3 9 100 2147483647 -2147483648

[test]
name: char
kernel_name: on_char
global_size: 8 1 1
arg_out: 0 buffer int[8] 1 2 6 6 6 4 3 5
arg_in: 1 buffer char[8] -128 -1 0 1 2 127 65 -65

[test]
name: ulong
kernel_name: on_ulong
global_size: 8 1 1
arg_out: 0 buffer int[8] 1 7 2 3 4 6 7 5
arg_in: 1 buffer ulong[8] 0 1 4294967296 4294967297 18446744073709551615 5 6 9223372036854775808

[test]
name: ushort
kernel_name: on_ushort
global_size: 8 1 1
arg_out: 0 buffer int[8] 0 0 1 5 3 0 4 0
arg_in: 1 buffer ushort[8] 0 1 65535 32768 32767 2 3 4

[test]
name: loop in a switch
kernel_name: loop_inside
global_size: 8 1 1
arg_out: 0 buffer int[8] 15 10 993 1003 1017 1017 993 1007
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: duff
kernel_name: duff
global_size: 8 1 1
arg_out: 0 buffer int[8] 43 148 358 1828 9178 31228 75328 384028
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: returns
kernel_name: returns
global_size: 8 1 1
arg_out: 0 buffer int[8] 570 660 750 2996 -370 5007 6006 7005
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: only default
kernel_name: only_default
global_size: 8 1 1
arg_out: 0 buffer int[8] 11 12 13 14 5 6 7 8
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: fallthrough into default, in a loop
kernel_name: fall_default
global_size: 8 1 1
arg_out: 0 buffer int[8] 5 73 10 75 12 77 14 79
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: on bool and enum
kernel_name: on_enum
global_size: 8 1 1
arg_out: 0 buffer int[8] 11 10 10 10 22 23 20 20
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: cases share and break the outer loop
kernel_name: leave_loop
global_size: 8 1 1
arg_out: 0 buffer int[8] 2070 2041 2031 2040 2020 1010 2070 2041
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
!*/

kernel void fallthrough(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = 0;
    switch (in[i]) {
    case 0: x += 1;
    case 1: x += 10;
    case 3: x += 100; break;
    case 4: x += 1000;
    case 6: x += 10000;
    default: x += 100000;
    }
    out[i] = x;
}

kernel void default_middle(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i];
    switch (x) {
    case 1: x = 100; break;
    case 5: x = 500;
    default: x += 7; if (x == 10) break;
    case 2: x += 20;
    case 6: x += 60; break;
    }
    out[i] = x;
}

kernel void no_default(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = 9;
    switch (in[i] % 5) {
    case 1:
    case 2: x = in[i]; break;
    case 4: break;
    }
    out[i] = x;
}

kernel void in_loop(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int sum = 0;
    for (int k = 0; k < 12; ++k) {
        switch ((k * 5 + in[i]) % 7) {
        case 0: continue;
        case 1: sum += 1; break;
        case 2: sum += 3;
        case 3: if (k > 8) goto out_of_it; sum *= 2; break;
        case 4: if (k == in[i]) continue; sum -= 1; break;
        default: sum += k; continue;
        }
        sum += 1000;
    }
out_of_it:
    out[i] = sum;
}

kernel void nested(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = 1;
    switch (in[i] & 3) {
    case 0:
        switch (in[i] >> 2) {
        case 0: x = 2; break;
        default: x = 3; break;
        }
        x *= 10;
        break;
    case 1:
        switch (in[i]) {
        case 5: x = 50; goto skip;
        case 1: x = 11;
        }
    case 2: x += 7; break;
    default:
        while (1) {
            switch (x & 3) {
            case 3: goto leave;
            }
            ++x;
        }
    leave:
        x += 200;
    }
    x += 1000;
skip:
    out[i] = x;
}

kernel void ranges(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    switch (in[i]) {
    case -5 ... -1: out[i] = 1; break;
    case 0 ... 9: out[i] = 2; break;
    case 0x7fffffff: out[i] = 3; break;
    case -0x7fffffff - 1: out[i] = 4; break;
    default: out[i] = 5;
    }
}

kernel void on_char(global int *out, global const char *in)
{
    const int i = get_global_id(0);
    switch (in[i]) {
    case -128: out[i] = 1; break;
    case -1: out[i] = 2; break;
    case 'A': out[i] = 3; break;
    case 127: out[i] = 4; break;
    case -65: out[i] = 5; break;
    default: out[i] = 6;
    }
}

kernel void on_ulong(global int *out, global const ulong *in)
{
    const int i = get_global_id(0);
    switch (in[i]) {
    case 0: out[i] = 1; break;
    case 0x100000000UL: out[i] = 2; break;
    case 0x100000001UL: out[i] = 3; break;
    case 0xffffffffffffffffUL: out[i] = 4; break;
    case 0x8000000000000000UL: out[i] = 5; break;
    case 5: out[i] = 6; break;
    default: out[i] = 7;
    }
}

kernel void on_ushort(global int *out, global const ushort *in)
{
    const int i = get_global_id(0);
    int r = 0;
    switch (in[i]) {
    case 65535: r = 1; break;
    case 32768: r = 2;
    case 32767: r += 3; break;
    case 3: r = 4;
    }
    out[i] = r;
}

kernel void loop_inside(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i];
    switch (x % 4) {
    case 0:
        for (int k = 0; k < 5; ++k) {
            if (k == x) break;
            x += k;
        }
    case 1:
        do {
            x += 3;
            if (x % 5 == 0) goto finish;
        } while (x < 15);
        break;
    case 2:
        for (;;) {
            if (++x > 30) return;
            if (x % 7 == 0) break;
        }
        x = -x;
    }
    x += 1000;
finish:
    out[i] = x;
}

kernel void duff(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int count = in[i] + 3, n = (count + 3) / 4, x = 0;
    switch (count % 4) {
    case 0: do { x = x * 2 + 1;
    case 3:      x = x * 3 + 1;
    case 2:      x = x * 5 + 1;
    case 1:      x = x * 7 + 1;
            } while (--n > 0);
    }
    out[i] = x;
}

int classify(int x)
{
    switch (x) {
    case 0: return 5;
    case 1: if (x) return 6;
    case 2:
        for (int k = 0; k < 4; ++k) {
            switch (k * x) {
            case 2: return 7;
            case 6: return 8;
            }
        }
        break;
    case 4: break;
    default: return x * 10;
    }
    return -x;
}

kernel void returns(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    out[i] = classify(in[i]) * 100 + classify(in[7 - i]);
}

kernel void only_default(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i];
    switch (x) {
        x = 50;
    default:
        if (x > 3) break;
        x += 10;
    }
    switch (x) { }
    switch (x++) { case 5: ; }
    out[i] = x;
}

kernel void fall_default(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = 0;
    for (int k = 0; k < in[i] + 2; ++k) {
        switch (k) {
        default:
            x += 1;
            if (x > 5) break;
        case 1:
            x += 2;
            if (x & 1) continue;
        case 2:
            x += 4;
        }
        x ^= 64;
    }
    out[i] = x;
}

enum Colour { kRed, kGreen = 4, kBlue };

kernel void on_enum(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    enum Colour c = in[i];
    int x = 0;
    switch (c) {
    case kRed: x = 1; break;
    case kGreen: x = 2; break;
    case kBlue: x = 3; break;
    }
    switch (in[i] > 3) {
    case false: x += 10; break;
    case true: x += 20; break;
    }
    out[i] = x;
}

kernel void leave_loop(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int sum = 0, stop = 0;
    for (int a = 0; a < 6 && !stop; ++a) {
        for (int b = 0; b < 6; ++b) {
            switch ((a + b * in[i]) % 6) {
            case 5: stop = 1;
            case 4: goto inner_done;
            case 3: continue;
            case 2: sum += 1;
            default: sum += 10;
            }
            if (sum > 150) { stop = 1; break; }
        }
    inner_done:
        sum += 1000;
    }
    out[i] = sum;
}
