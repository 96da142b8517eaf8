// Long functions and deep nests: 1,000 groups of statements of 5 lines with two conditional returns each, 200 conditions one
// in the other, 60 loops one in the other, loops, switches and conditions in turn. Early returns must not nest what follows them.

/*!
[config]
name: long
clc_version_min: 10
dimensions: 1

[test]
name: 5,000 lines with 2,000 conditional returns
kernel_name: ladder
global_size: 8 1 1
arg_out: 0 buffer int[8] -2021673176 -778066281 -1776050175 -141203095 -1361060152 1130276644 -582333357 -273178623
arg_in: 1 buffer int[8] 0 1 2 3 5 100 -7 12345

[test]
name: 60 conditional returns from loops and switches
kernel_name: leaving
global_size: 8 1 1
arg_out: 0 buffer int[8] 1000 -7001 1002 -702305341 -1516686613 -577439892 -1688624512 999912
arg_in: 1 buffer int[8] 0 1 2 3 5 100 -7 12345

[test]
name: 200 conditions, one in the other
kernel_name: conditions
global_size: 8 1 1
arg_out: 0 buffer int[8] 0 -1 -2 -852083445 -476792577 -1430377525 0 -1430377525
arg_in: 1 buffer int[8] 0 1 2 57 199 200 -7 12345

[test]
name: 60 loops, one in the other
kernel_name: loops
global_size: 8 1 1
arg_out: 0 buffer int[8] -1830685256 -1866685574 1961546605 -1359436688 1700294246 162362395 -2046697946 -2046697946
arg_in: 1 buffer int[8] 0 1 2 3 5 100 -7 12345

[test]
name: 120 levels of conditions, loops and switches in turn
kernel_name: mixed
global_size: 8 1 1
arg_out: 0 buffer int[8] 88875 -1571926369 6655275 1459761787 351490413 -109215625 -93104645 327511163
arg_in: 1 buffer int[8] 0 1 2 3 5 100 -7 12345
!*/

#define TEN(m, n) m(n##0) m(n##1) m(n##2) m(n##3) m(n##4) m(n##5) m(n##6) m(n##7) m(n##8) m(n##9)
#define HUNDRED(m, n) TEN(m, n##0) TEN(m, n##1) TEN(m, n##2) TEN(m, n##3) TEN(m, n##4) \
                      TEN(m, n##5) TEN(m, n##6) TEN(m, n##7) TEN(m, n##8) TEN(m, n##9)

#define STEP(n)                                                                \
    s = s * 5 + y + (n - 1000);                                                \
    if (s & 1024) s ^= y; else s += (n - 1000);                                \
    if ((s & 0xfff) == n - 1000) return s + (n - 1000);                        \
    if (s > 5000000) s -= y << 3;                                              \
    if ((s & 0x1fff) == n - 999 || ((y & 7) > 2 && (s & 0x3fff) == n - 998)) return s - (n - 1000);

#define TURN for (int q = 0; q < (y & 1); ++q) s += q + y;

int climb(int s, int y)
{
    HUNDRED(STEP, 10) HUNDRED(STEP, 11) HUNDRED(STEP, 12) TURN HUNDRED(STEP, 13) HUNDRED(STEP, 14)
    HUNDRED(STEP, 15) TURN HUNDRED(STEP, 16) HUNDRED(STEP, 17) TURN HUNDRED(STEP, 18) HUNDRED(STEP, 19)
    return s;
}

kernel void ladder(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    out[i] = climb(in[i], in[(i + 3) & 7]);
}

#define LEAVE(n)                                                               \
    for (int q = 0; q < (y & 3); ++q) {                                        \
        s = s * 3 + q;                                                         \
        if ((s & 255) == n - 1000) return s ^ n;                               \
    }                                                                          \
    switch (s & 63) {                                                          \
    case 1: s += n; break;                                                     \
    case 2: if (y > 2) return s + n;                                           \
    case 3: s ^= y; break;                                                     \
    case 4: return n - s;                                                      \
    default: s = s * 7 + 1;                                                    \
    }

int leave(int s, int y)
{
    TEN(LEAVE, 100) TEN(LEAVE, 101)
    return s;
}

kernel void leaving(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    out[i] = leave(in[i], in[(i + 3) & 7]);
}

#define OPEN_IF(n) if (x > n - 1000) { r = r * 3 + (n - 1000);
#define CLOSE_IF(n) r ^= 1199 - n; } else r -= 1199 - n;

kernel void conditions(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], r = 0;
    HUNDRED(OPEN_IF, 10) HUNDRED(OPEN_IF, 11)
    r += 7;
    HUNDRED(CLOSE_IF, 10) HUNDRED(CLOSE_IF, 11)
    out[i] = r;
}

#define OPEN_LOOP(n) for (int q##n = 0; q##n < 1 + ((x >> (n - 100)) & (n > 105 ? 0 : 1)); ++q##n) { r = r * 3 + q##n;
#define CLOSE_LOOP(n) r ^= n; if (r == x) break; }

kernel void loops(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], r = 1;
    TEN(OPEN_LOOP, 10) TEN(OPEN_LOOP, 11) TEN(OPEN_LOOP, 12) TEN(OPEN_LOOP, 13) TEN(OPEN_LOOP, 14) TEN(OPEN_LOOP, 15)
    r += 7;
    TEN(CLOSE_LOOP, 10) TEN(CLOSE_LOOP, 11) TEN(CLOSE_LOOP, 12) TEN(CLOSE_LOOP, 13) TEN(CLOSE_LOOP, 14) TEN(CLOSE_LOOP, 15)
    out[i] = r;
}

// Four levels each: a condition, a loop that one may leave, a switch, a condition.
#define OPEN_MIXED(n)                                                          \
    if ((r ^ x) != n) {                                                        \
        for (int q##n = 0; q##n < 1 + ((x >> (n - 100)) & (n > 103 ? 0 : 1)); ++q##n) { \
            r = r * 5 + n;                                                     \
            if ((r & 127) == 99) continue;                                     \
            switch (r & 31) {                                                  \
            case 0: r += 3; break;                                             \
            case 1: r -= x;                                                    \
            default:                                                           \
                if ((r & 63) != 40) {
#define CLOSE_MIXED(n)                                                         \
                    r += n;                                                    \
                    if ((r & 15) == 9) break;                                  \
                }                                                              \
                r ^= 5;                                                        \
            }                                                                  \
            if ((r & 31) == 30) break;                                         \
        }                                                                      \
        r *= 3;                                                                \
    }

kernel void mixed(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], r = 1;
    TEN(OPEN_MIXED, 10) TEN(OPEN_MIXED, 11) TEN(OPEN_MIXED, 12)
    r += 7;
    TEN(CLOSE_MIXED, 10) TEN(CLOSE_MIXED, 11) TEN(CLOSE_MIXED, 12)
    out[i] = r;
}
