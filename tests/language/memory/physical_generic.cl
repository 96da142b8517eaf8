// Generic pointers that may be device addresses, or lead into local or private memory.

/*!
[config]
name: generic pointers and physical addresses
clc_version_min: 20
dimensions: 1

[test]
name: a choice of three memories
kernel_name: three_memories
global_size: 6 1 1
local_size: 6 1 1
arg_out: 0 buffer int[6] 10 101 -2 40 104 -5
arg_in: 1 buffer ulong[6] repeat 0
arg_in: 2 buffer int[6] 10 20 30 40 50 60

[test]
name: an array of generic pointers
kernel_name: generic_array
global_size: 3 1 1
local_size: 3 1 1
arg_out: 0 buffer int[3] 30 101 -3
arg_in: 1 buffer ulong[3] repeat 0
arg_in: 2 buffer int[3] 10 20 30
arg_in: 3 buffer int[3] 0 1 2
!*/

kernel void three_memories(global int *out, global ulong *memory, global int *in)
{
    local int group[6];
    const int i = get_global_id(0);
    int own = -i;
    global int *global *places = (global int *global *)memory;
    group[i] = 100 + i;
    places[i] = in + i;
    barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
    int *chosen = i % 3 == 0 ? (int *)places[i] : i % 3 == 1 ? (int *)&group[i] : &own;
    out[i] = *chosen;
}

kernel void generic_array(global int *out, global ulong *memory, global int *in, global const int *at)
{
    local int group[3];
    const int i = get_global_id(0);
    int own[2] = { i, -3 };
    global int *global *places = (global int *global *)memory;
    group[i] = 100 + i;
    places[i] = in + 2 - i;
    barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
    int *all[3] = { places[i], &group[i], &own[1] };
    out[i] = all[at[i]] != 0 ? *all[at[i]] : 0;
}
