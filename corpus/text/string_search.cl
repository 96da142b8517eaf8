// Finds a pattern in a text: each work-item tests one position; matches are counted, marked in a bit mask, and the
// first one is kept.

/*!
[config]
name: string search
clc_version_min: 12

[test]
name: five matches
kernel_name: string_search
dimensions: 1
global_size: 48 1 1
local_size: 16 1 1
arg_in: 0 buffer char[46] 97 98 114 97 99 97 100 97 98 114 97 44 32 115 97 105 100 32 116 104 101 32 97 98 114 97 99 \
          97 100 97 118 101 114 58 32 97 98 114 97 99 97 100 97 98 114 97
arg_in: 1 uint 46
arg_in: 2 buffer char[4] 97 98 114 97
arg_in: 3 uint 4
arg_in: 4 buffer uint[2] repeat 0
arg_out: 4 buffer uint[2] 4194433 1032
arg_in: 5 buffer uint[1] 0
arg_out: 5 buffer uint[1] 5
arg_in: 6 buffer uint[1] 99
arg_out: 6 buffer uint[1] 0

[test]
name: mask statistics
kernel_name: mask_statistics
dimensions: 1
global_size: 5 1 1
local_size: 1 1 1
arg_in: 0 buffer uint[5] 0 1 2147483648 4294967295 15732736
arg_out: 1 buffer uint4[5] 0 32 32 0 1 0 0 1 1 31 31 2 32 0 31 3 5 12 23 4
!*/

__kernel void string_search(__global const char *text, const uint length, __constant char *pattern, const uint size,
                            volatile __global uint *mask, volatile __global uint *count, volatile __global uint *first)
{
    const uint position = get_global_id(0);
    if (position + size > length)
        return;

    uint i = 0;
    while (i < size && text[position + i] == pattern[i])
        ++i;
    if (i < size)
        return;

    atomic_or(&mask[position >> 5], 1u << (position & 31));
    atomic_inc(count);
    atomic_min(first, position);
}

// Per word of the mask: how many matches, where its first and its last one is (32 when there is none).
__kernel void mask_statistics(__global const uint *mask, __global uint4 *statistics)
{
    const uint i = get_global_id(0);
    const uint word = mask[i];
    const uint lowest = word & -word;
    statistics[i] = (uint4)(popcount(word), word ? 31 - clz(lowest) : 32, word ? 31 - clz(word) : 32, i);
}
