// goto forward, backward, out of nested loops, into loops and between their bodies.

/*!
[config]
name: goto
clc_version_min: 10
dimensions: 1

[test]
name: forward
kernel_name: forward
global_size: 8 1 1
arg_out: 0 buffer int[8] 120 101 124 103 14 105 132 107
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: backward
kernel_name: backward
global_size: 8 1 1
arg_out: 0 buffer int[8] 1 3 1 7 2 5 8 16
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: out of nested loops
kernel_name: out_of_loops
global_size: 8 1 1
arg_out: 0 buffer int[8] -1000 -1887 -1877 -1867 -1866 -1001 -2767 -1006
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: into a loop
kernel_name: into_loop
global_size: 8 1 1
arg_out: 0 buffer int[8] 1418 1422 418 421 1321 1324 317 319
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: two loops into each other
kernel_name: crossed
global_size: 8 1 1
arg_out: 0 buffer int[8] 16383 4095 2815 383 599 767 4095 87
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: state machine
kernel_name: state_machine
global_size: 8 1 1
arg_out: 0 buffer int[8] 417067694 387770819 661444 77551669 129794 75270819 5194 114569
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: into the other arm
kernel_name: into_other_arm
global_size: 8 1 1
arg_in: 0 buffer int[8] repeat -7
arg_out: 0 buffer int[8] 1 4 306 10 324 -7 326 327
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: three entries
kernel_name: three_entries
global_size: 8 1 1
arg_out: 0 buffer int[8] 306600 129453 11355 11355 4794 420 11355 4794
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: retry of the outer loop
kernel_name: retry
global_size: 8 1 1
arg_out: 0 buffer int[8] 11 61 121 62 122 63 123 64
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
!*/

kernel void forward(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i];
    if (x & 1)
        goto odd;
    x += 10;
    if (x == 14)
        goto done;
    x *= 2;
odd:
    x += 100;
done:
    out[i] = x;
}

kernel void backward(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], steps = 0;
again:
    ++steps;
    x = (x & 1) ? 3 * x + 1 : x / 2;
    if (x > 1)
        goto again;
    out[i] = steps;
}

kernel void out_of_loops(global int *out, global const int *in)
{
    const int n = get_global_id(0);
    int a, b, c, result = -1;
    for (a = 0; a < 5; ++a) {
        for (b = 0; b < 5; ++b) {
            for (c = 0; c < 5; ++c) {
                if (a * b * c == in[n] * 3)
                    goto found;
                if (a + b + c > 7 + in[n])
                    goto next;
            }
            if (b == 3 && in[n] == 5)
                goto lost;
        }
    next:
        result -= 1;
    }
lost:
    result -= 1000;
    goto end;
found:
    result = a * 100 + b * 10 + c + result * 1000;
end:
    out[n] = result;
}

kernel void into_loop(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], sum = 0;
    if (x & 2)
        goto middle;
    sum = 1000;
    while (x < 12) {
        sum += x;
        x += 2;
    middle:
        sum += 100;
        x += 1;
    }
    out[i] = sum;
}

kernel void crossed(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], y = 0;
    if (x & 1)
        goto second;
first:
    x += 3;
    y = y * 2 + 1;
    if (x > 40)
        goto end;
    if (x % 3 == 0)
        goto first;
second:
    x += 5;
    y = y * 2;
    if (x % 4 == 0)
        goto second;
    goto first;
end:
    out[i] = y;
}

kernel void state_machine(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], t = 0;
a:
    t = t * 5 + 1;
    if (x % 2)
        goto b;
    x += 3;
    goto c;
b:
    t = t * 5 + 2;
    x -= 1;
    if (x < 3)
        goto d;
    if (x % 3 == 0)
        goto a;
c:
    t = t * 5 + 3;
    x += 2;
    if (x < 9)
        goto b;
    if (x < 12)
        goto a;
d:
    t = t * 5 + 4;
    x += 4;
    if (x < 8)
        goto c;
    out[i] = t;
}

kernel void into_other_arm(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i];
    if (x < 4) {
        x *= 3;
        if (x == 6)
            goto other;
        x += 1;
    } else {
        x += 20;
    other:
        x += 300;
        if (x == 325)
            return;
    }
    out[i] = x;
}

kernel void three_entries(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int x = in[i], n = 0;
    switch (x % 3) {
    case 0: goto p;
    case 1: goto q;
    default: goto r;
    }
    do {
    p:
        n = n * 3 + 1;
        x += 1;
    q:
        n = n * 3 + 2;
        x += 2;
    r:
        n = n * 3;
        x += 3;
    } while (x < 20);
    out[i] = n;
}

kernel void retry(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    int limit = in[i] + 2, tries = 0, sum;
restart:
    sum = 0;
    ++tries;
    for (int a = 0; a < limit; ++a) {
        for (int b = a; b < limit; ++b) {
            sum += a ^ b;
            if (sum > 20 && limit > 3) {
                limit -= 2;
                goto restart;
            }
        }
    }
    out[i] = sum * 10 + tries;
}
