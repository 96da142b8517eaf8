// Many ways out of a kernel, of loops, and of functions.

/*!
[config]
name: returns
clc_version_min: 10
dimensions: 1

[test]
name: guards in a row
kernel_name: guards
global_size: 8 1 1
arg_in: 0 buffer int[8] repeat 0
arg_out: 0 buffer int[8] 0 3 639070878 311 74453 1235961906 415727753 -93350994
arg_in: 1 buffer int[8] 0 3 7 9 18 20 33 -5

[test]
name: guards in a function
kernel_name: guarded_function
global_size: 8 1 1
arg_out: 0 buffer int[8] 1 4 639070879 312 74454 1235961907 415727754 -93350993
arg_in: 1 buffer int[8] 0 3 7 9 18 20 33 -5
!*/

#define STEP(k)             \
    if (x == k * 3)         \
        return;             \
    sum = sum * 5 + k + x;  \
    *out = sum;
#define LOOP(k)                         \
    if (x == k * 3)                     \
        return;                         \
    for (int q = 0; q < (x & 3); ++q) { \
        if (q * k == x)                 \
            return;                     \
        sum += q ^ k;                   \
    }                                   \
    sum = sum * 5 + k + x;              \
    *out = sum;
#define STEPS                                              \
    STEP(0) LOOP(1) STEP(2) STEP(3) STEP(4) LOOP(5) STEP(6) \
    STEP(7) STEP(8) LOOP(9) STEP(10) STEP(11)

kernel void guards(global int *results, global const int *in)
{
    global int *out = results + get_global_id(0);
    int x = in[get_global_id(0)], sum = 0;
    STEPS
}

void work(private int *out, int x)
{
    int sum = 0;
    STEPS
}

kernel void guarded_function(global int *results, global const int *in)
{
    int result = 0;
    work(&result, in[get_global_id(0)]);
    results[get_global_id(0)] = result + 1;
}
