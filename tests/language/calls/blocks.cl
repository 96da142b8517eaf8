// Blocks: functions without a name, with what they take from around them.

/*!
[config]
name: blocks
clc_version_min: 20
dimensions: 1

[test]
name: taking a value from around, and none
kernel_name: blocks
global_size: 4 1 1
# 10 (i + 1) + x + x x, for x = i + 1
arg_out: 0 buffer int[4] 12 26 42 60
arg_in: 1 buffer int[4] 1 2 3 4
!*/

kernel void blocks(global int *out, global const int *in)
{
    const int i = get_global_id(0);
    const int base = 10 * (i + 1);
    int (^add)(int) = ^(int x) { return base + x; };
    int (^square)(int) = ^(int x) { return x * x; };
    out[i] = add(in[i]) + square(in[i]);
}
