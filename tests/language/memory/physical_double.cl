// A packed double behind a pointer that is kept in a buffer: taken apart into bytes.

/*!
[config]
name: doubles behind physical addresses
clc_version_min: 12
dimensions: 1

[test]
name: packed values through stored pointers
kernel_name: packed_values
global_size: 3 1 1
local_size: 3 1 1
arg_out: 0 buffer char[27] 0 0 0 0 0 0 0 -16 63 1 0 0 0 0 0 0 0 64 2 0 0 0 0 0 0 8 64
arg_in: 0 buffer char[27] repeat 0
arg_in: 1 buffer ulong[3] repeat 0
!*/

typedef struct __attribute__((packed)) {
    char tag;
    double value;
} Packed;

kernel void packed_values(global Packed *out, global ulong *memory)
{
    global Packed *global *places = (global Packed *global *)memory;
    const int i = get_global_id(0);
    places[i] = &out[i];
    barrier(CLK_GLOBAL_MEM_FENCE);
    Packed packed = *places[i];
    packed.tag = i;
    packed.value = i + 1;
    *places[i] = packed;
}
