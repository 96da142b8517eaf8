// The address space of generic pointers: to_global, to_local, to_private, get_fence.

/*!
[config]
name: queries of generic pointers
clc_version_min: 20
dimensions: 1

[test]
name: each pointer is in one space
kernel_name: each_in_one
global_size: 6 1 1
local_size: 6 1 1
arg_out: 0 buffer int[6] 100 10 1 100 10 1
arg_in: 1 buffer int[6] repeat 7

[test]
name: the pointer itself comes back
kernel_name: same_place
global_size: 6 1 1
local_size: 6 1 1
# Global: in[i + 2]; local: group[5 - i] holds 50 + 5 - i; private: own[1] is -i.
arg_out: 0 buffer int[6] 30 54 -2 60 51 -5
arg_in: 1 buffer int[8] 10 20 30 40 50 60 70 80

[test]
name: writing where the pointer leads
kernel_name: written
global_size: 6 1 1
local_size: 6 1 1
arg_out: 0 buffer int[6] 0 0 9 0 0 9
arg_out: 1 buffer int[6] 1000 20 30 1003 50 60
arg_in: 1 buffer int[6] 10 20 30 40 50 60
arg_out: 2 buffer int[6] 0 501 0 0 504 0

[test]
name: fences
kernel_name: fences
global_size: 6 1 1
local_size: 6 1 1
# CLK_GLOBAL_MEM_FENCE is 2, CLK_LOCAL_MEM_FENCE 1.
arg_out: 0 buffer int[6] 2 1 0 2 1 0

[test]
name: known when it is translated
kernel_name: known
global_size: 2 1 1
local_size: 2 1 1
arg_out: 0 buffer int[2] 421 421
arg_in: 1 buffer int[2] 5 6

[test]
name: null is nowhere
kernel_name: nowhere
global_size: 4 1 1
local_size: 4 1 1
arg_out: 0 buffer int[4] 0 2 0 4
arg_in: 1 buffer int[4] 1 2 3 4

[test]
name: in a loop
kernel_name: looped
global_size: 4 1 1
local_size: 4 1 1
# Steps 0 to i over global, local, global, ...: the sum of in[step] for the even and 100 for the odd.
arg_out: 0 buffer int[4] 1 101 104 204
arg_in: 1 buffer int[4] 1 2 3 4

[test]
name: a table that is only read
kernel_name: table
global_size: 4 1 1
local_size: 4 1 1
arg_out: 0 buffer int[4] 100 11 102 13
arg_in: 1 buffer int[4] 0 1 2 3

[test]
name: program-scope variables are global
kernel_name: program_scope
global_size: 2 1 1
local_size: 2 1 1
arg_out: 0 buffer int[2] 8 -1
!*/

// The spaces in which the pointer says that it is.
int spaces(int *p)
{
    return (to_global(p) != 0 ? 100 : 0) + (to_local(p) != 0 ? 10 : 0) + (to_private(p) != 0 ? 1 : 0);
}

int *choose(int i, global int *in, local int *group, private int *own)
{
    return i % 3 == 0 ? (int *)in : i % 3 == 1 ? (int *)group : (int *)own;
}

kernel void each_in_one(global int *out, global int *in)
{
    local int group[6];
    const int i = get_global_id(0);
    int own = i;
    group[i] = i;
    out[i] = spaces(choose(i, in + i, group + i, &own));
}

kernel void same_place(global int *out, global int *in)
{
    local int group[6];
    const int i = get_global_id(0);
    int own[2] = { 77, -i };
    group[i] = 50 + i;
    barrier(CLK_LOCAL_MEM_FENCE);
    int *p = choose(i, in + 1, group + 4, own);
    p += i % 3 == 1 ? 1 - i : 1;
    global int *in_global = to_global(p);
    local int *in_local = to_local(p);
    private int *in_private = to_private(p);
    out[i] = in_global ? in_global[i] : in_local ? *in_local : *in_private;
}

kernel void written(global int *out, global int *in, global int *seen)
{
    local int group[6];
    const int i = get_global_id(0);
    int own = 0;
    group[i] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    int *p = choose(i, in + i, group + i, &own);
    if (to_global(p)) *to_global(p) = 1000 + i;
    if (to_local(p)) *to_local(p) = 500 + i;
    if (to_private(p)) *to_private(p) = 9;
    barrier(CLK_LOCAL_MEM_FENCE);
    out[i] = own;
    seen[i] = group[i];
}

kernel void fences(global int *out)
{
    local int group[6];
    const int i = get_global_id(0);
    int own = i;
    group[i] = i;
    out[i] = get_fence(choose(i, out + i, group + i, &own));
}

kernel void known(global int *out, global int *in)
{
    local int group[2];
    const int i = get_global_id(0);
    int own = i;
    int *in_global = in + i;
    int *in_local = group + i;
    int *in_private = &own;
    group[i] = i;
    out[i] = (spaces(in_global) == 100 ? 400 : 0) + (spaces(in_local) == 10 ? 20 : 0) + (spaces(in_private) == 1 ? 1 : 0);
}

kernel void nowhere(global int *out, global int *in)
{
    local int group[4];
    const int i = get_global_id(0);
    group[i] = 0;
    int *p = i % 2 ? (int *)(in + i) : i == 2 ? (int *)0 : (int *)(group + i);
    global int *in_global = to_global(p);
    out[i] = in_global ? *in_global : 0;
}

kernel void looped(global int *out, global int *in)
{
    local int group[4];
    const int i = get_global_id(0);
    group[i] = 0;
    int sum = 0;
    int *p = in;
    for (int step = 0; step <= i; ++step) {
        global int *in_global = to_global(p);
        sum += in_global ? in_global[0] : 100;
        p = step % 2 ? (int *)(in + step + 1) : (int *)(group + step);
    }
    out[i] = sum;
}

kernel void table(global int *out, global int *in)
{
    const int i = get_global_id(0);
    const int numbers[4] = { 10, 11, 12, 13 };
    const int *p = i % 2 ? numbers + i : (const int *)(in + i);
    const private int *in_private = to_private(p);
    out[i] = in_private ? *in_private : 100 + *p;
}

global int counter = 8;
kernel void program_scope(global int *out)
{
    const int i = get_global_id(0);
    int own = -1;
    int *p = i == 0 ? (int *)&counter : (int *)&own;
    out[i] = to_global(p) ? *to_global(p) : *to_private(p);
}
