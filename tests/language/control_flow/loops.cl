// Every loop statement, exits several levels out, side effects in conditions, barriers inside.

/*!
[config]
name: loops
clc_version_min: 10
dimensions: 1

[test]
name: early return
kernel_name: early_return
global_size: 8 1 1
arg_in: 0 buffer int[8] repeat -7
arg_out: 0 buffer int[8] 12 13 14 -7 23 -2 24 33
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: flags leave three loops
kernel_name: flags
global_size: 8 1 1
arg_out: 0 buffer int[8] 1 -36180 5029 8041 11057 14069 17085 -36180
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: do while
kernel_name: do_while
global_size: 8 1 1
arg_out: 0 buffer int[8] 15063 15063 20095 15063 15079 15095 15111 10063
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: infinite loop
kernel_name: infinite
global_size: 8 1 1
arg_out: 0 buffer int[8] 1516 1515 1514 1513 2017 2016 2015 2014
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: continue in do while
kernel_name: do_continue
global_size: 8 1 1
arg_out: 0 buffer int[8] 537 433 540 537 433 540 537 433
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: several exits
kernel_name: several_exits
global_size: 8 1 1
arg_in: 0 buffer int[8] repeat -7
arg_out: 0 buffer int[8] 12401 0 23401 12400 -7 23503 -7 23502
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: short circuit
kernel_name: short_circuit
global_size: 8 1 1
arg_out: 0 buffer int[8] -1989599 -1869587 -1849585 -819783 -2799580 -1779578 -759576 260426
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: comma and increments
kernel_name: comma
global_size: 8 1 1
arg_out: 0 buffer int[8] 339 341 297 336 323 276 330 270
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: barriers in a uniform loop
kernel_name: barrier_loop
global_size: 8 1 1
local_size: 4 1 1
arg_out: 0 buffer int[8] 10 4 1 20 26 36 17 52
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
arg_in: 2 int 3

[test]
name: barriers in nested uniform control flow
kernel_name: barrier_nested
global_size: 8 1 1
local_size: 8 1 1
arg_out: 0 buffer int[8] 205024 70022 179075 260037 2057 41056 66155 47300
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
arg_in: 2 int 5

[test]
name: binary search
kernel_name: search
global_size: 8 1 1
arg_out: 0 buffer int[8] 0 1 3 3 4 7 7 8
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
arg_in: 2 buffer int[10] 0 1 1 3 4 4 4 6 9 12

[test]
name: helpers that return early
kernel_name: helpers
global_size: 8 1 1
arg_out: 0 buffer int[8] -1000 -11011 -11022 998989 -1012 -11023 -10999 22001
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: gcd, primes, digits
kernel_name: numbers
global_size: 8 1 1
arg_out: 0 buffer int[8] 1202 3502 112 2003 101 211 302 804
arg_in: 1 buffer int[8] 12 35 97 100 1 2 81 1024

[test]
name: zero iterations and empty bodies
kernel_name: empty
global_size: 8 1 1
arg_out: 0 buffer int[8] 105 105 105 105 105 105 6 107
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: conditional expressions as statements
kernel_name: conditional
global_size: 8 1 1
arg_out: 0 buffer int[8] 12674 112684 10701 110704 52183 152222 50203 150217
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: loop variables that live on
kernel_name: live_out
global_size: 8 1 1
arg_out: 0 buffer int[8] 7074230 7074230 7074230 7074230 7074230 7074230 4083624 4083624
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: unsigned down-counting
kernel_name: down
global_size: 8 1 1
arg_out: 0 buffer int[8] 21000 22000 23003 24021 25102 26426 28641 34015
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: swapped phis
kernel_name: swap_phis
global_size: 8 1 1
arg_out: 0 buffer int[8] 10203 20301 30103 10305 30504 50407 40710 71010
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: nested loops that end each other
kernel_name: chain
global_size: 8 1 1
arg_out: 0 buffer int[8] 10805 10806 10805 10805 10206 10206 10806 10206
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: infinite loop left only by return
kernel_name: return_only
global_size: 8 1 1
arg_in: 0 buffer int[8] repeat -7
arg_out: 0 buffer int[8] 201 210 220 -7 201 210 220 -7
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
!*/

kernel void early_return(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    if (in[i] == 3)
        return;
    for (int a = 0; a < 5; ++a) {
        for (int b = 0; b < 5; ++b) {
            if (a * b == in[i] + 2) {
                out[i] = a * 10 + b;
                return;
            }
            if (a == 3 && in[i] == 5)
                return;
        }
        out[i] = -a;
    }
    if (in[i] > 4)
        return;
    out[i] += 1000;
}

kernel void flags(global int *out, global const int *in)
{
    const int n = get_global_id(0);
    bool done = false;
    int steps = 0;
    for (int i = 0; i < 6 && !done; ++i) {
        for (int j = 0; j < 6 && !done; ++j) {
            for (int k = 0; k < 6; ++k) {
                ++steps;
                if (i * 36 + j * 6 + k == in[n] * 17) {
                    done = true;
                    break;
                }
                if (k > j + 1)
                    break;
            }
            if (done)
                break;
            steps += 1000;
        }
    }
    out[n] = done ? steps : -steps;
}

kernel void do_while(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], n = 0;
    do {
        x = x * 2 + 1;
        int y = x;
        do
            ++n;
        while ((y >>= 1) > 0 && n % 5);
    } while (x < 60);
    out[i] = n * 1000 + x;
}

kernel void infinite(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], n = 0;
    for (;;) {
        while (true) {
            ++n;
            if (x % 5 == 0)
                break;
            ++x;
        }
        if (n > 12)
            break;
        ++x;
    }
    out[i] = x * 100 + n;
}

kernel void do_continue(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = 0, k = 0;
    do {
        ++k;
        if (k % 3 == in[i] % 3)
            continue;
        x += k;
        if (k > 7)
            continue;
        x += 100;
    } while (k < 10 && x < 900);
    out[i] = x;
}

kernel void several_exits(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], how = 0, k;
    for (k = 0; k < 10; ++k) {
        x = (x * 7 + 3) % 31;
        if (x == 24) {
            how = 1;
            break;
        }
        if (x > 28) {
            how = 2;
            x += 5;
            break;
        }
        if (x == 10)
            goto special;
        if (x < 3)
            return;
    }
    out[i] = how * 10000 + x * 100 + k;
    return;
special:
    out[i] = -k;
}

kernel void short_circuit(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int a = in[i], b = 0, c = 0;
    if ((a++ > 2 && b++ < 5) || (c++, a > 1))
        b += 10;
    if (!(a > 4 || ++c > 1) && (b -= 1))
        c += 100;
    while (a-- > 0 && (b += 2) < 20 || c++ < 3)
        ;
    const int d = a > 0 ? b++ : c > 3 ? --b : c++ + b;
    out[i] = ((a * 100 + b) * 100 + c) * 100 + d;
}

kernel void comma(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int sum = 0;
    for (int a = 0, b = 10; a < b; ++a, b -= 2, sum++)
        sum += a * b, sum ^= in[i];
    int x = (sum += 5, sum * 2);
    x = x++ + 1;
    x <<= in[i] & 3;
    x %= 97;
    x |= 256;
    out[i] = x;
}

kernel void barrier_loop(global int *out, global const int *in, int rounds)
{
    local int values[4];
    const int l = get_local_id(0), i = get_global_id(0);
    values[l] = in[i];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int k = 0; k < rounds; ++k) {
        const int next = values[(l + 1) % 4] * 2 + k;
        barrier(CLK_LOCAL_MEM_FENCE);
        if (l != k)
            values[l] = next;
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    out[i] = values[l];
}

kernel void barrier_nested(global int *out, global const int *in, int rounds)
{
    local int a[8];
    local int b[8];
    const int l = get_local_id(0);
    a[l] = in[l];
    b[l] = 0;
    int k = 0;
    while (true) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (k & 1) {
            for (int s = 4; s > 0; s >>= 1) {
                if (l < s)
                    a[l] += a[l + s];
                barrier(CLK_LOCAL_MEM_FENCE);
            }
        } else {
            b[l] += a[7 - l];
            barrier(CLK_LOCAL_MEM_FENCE);
            a[l] ^= b[(l + k) & 7];
        }
        if (++k >= rounds)
            break;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    out[l] = a[l] * 1000 + b[l];
}

kernel void search(global int *out, global const int *in, global const int *table)
{
    const int i = get_global_id(0);
    int low = 0, high = 10;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (table[middle] < in[i])
            low = middle + 1;
        else
            high = middle;
    }
    out[i] = low;
}

int first_above(int start, int limit, int step)
{
    if (step <= 0)
        return -1;
    for (int x = start;; x += step) {
        if (x > limit)
            return x;
        for (int y = x; y < limit; y += 3) {
            if (y % 11 == 0)
                return -y;
            if (y > 50)
                break;
        }
        if (x == 12)
            return 999;
    }
}

int sum_until(int n)
{
    int sum = 0;
    while (n > 0) {
        const int f = first_above(n, 20, n % 4);
        if (f == 999) {
            n -= 2;
            continue;
        }
        sum += f;
        --n;
        if (sum < -40)
            return sum;
    }
    return sum;
}

kernel void helpers(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    out[i] = first_above(in[i], 20, in[i] % 4) * 1000 + (in[i] < 6 ? sum_until(in[i]) : 1);
}

int gcd(int a, int b)
{
    while (b) {
        const int t = a % b;
        a = b;
        b = t;
    }
    return a;
}

bool is_prime(int n)
{
    if (n < 2)
        return false;
    for (int d = 2; d * d <= n; ++d)
        if (n % d == 0)
            return false;
    return true;
}

kernel void numbers(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int digits = 0, x = in[i];
    do
        ++digits;
    while (x /= 10);
    out[i] = gcd(in[i], 840) * 100 + is_prime(in[i]) * 10 + digits;
}

kernel void empty(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i];
    for (int k = 0; k < 0; ++k)
        x = 77;
    while (x < 3 && x++ < 2)
        ;
    for (; x < 5; x++) {
    }
    do {
    } while (0);
    if (x == 6) {
    } else
        x += 100;
    while (false)
        x = 0;
    out[i] = x;
}

kernel void conditional(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int a = 1, b = 2;
    in[i] > 3 ? (a = 5) : (b = 7);
    (in[i] & 1) && (a += 10);
    (in[i] & 2) || (b += 20);
    int c = in[i] == 2 ? a : in[i] == 5 ? b : in[i] > 6 ? a + b : a - b;
    out[i] = a * 10000 + b * 100 + c;
}

kernel void live_out(global int *out, global const int *in)
{
    const int n = get_global_id(0);
    int i, j = 0, last = -1, before = -1;
    for (i = 0; i < 10; ++i) {
        before = last;
        last = i * j;
        for (j = i; j < 8; j += 2)
            if (j * i > in[n] * 4)
                break;
        if (last > 30)
            break;
    }
    out[n] = ((i * 100 + j) * 100 + last) * 100 + before;
}

kernel void down(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int sum = 0;
    for (uint k = in[i]; k-- > 0;)
        sum = sum * 3 + k;
    for (uint k = in[i]; k < 8; --k)
        sum += 1000;
    for (uchar c = 250; c > 200; c += 3)
        sum += 10000;
    out[i] = sum;
}

kernel void swap_phis(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int a = 1, b = 2, c = 3;
    for (int k = 0; k < in[i]; ++k) {
        const int t = a;
        a = b;
        b = c;
        c = t + k;
    }
    out[i] = a * 10000 + b * 100 + c;
}

kernel void chain(global int *out, global const int *in)
{
    const int n = get_global_id(0);
    int x = in[n], count = 0;
    while (x < 100) {
        while (x % 2 == 0) {
            while (x % 3 == 0) {
                x += 7;
                if (++count > 20)
                    goto end;
            }
            if (x > 50)
                break;
            x += 3;
            if (x % 5 == 0)
                goto outer;
        }
        x += 5;
        continue;
    outer:
        x += 11;
    }
end:
    out[n] = x * 100 + count;
}

kernel void return_only(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i];
    while (true) {
        for (int k = 0; k < 3; ++k) {
            if (x + k > 20) {
                out[i] = x * 10 + k;
                return;
            }
            if (x == 15)
                return;
        }
        x += 4;
    }
}
