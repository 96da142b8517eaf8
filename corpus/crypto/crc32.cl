// CRC-32 (the one of zip and Ethernet) of fixed-size records. The work-group builds the 256-entry table in local memory,
// then each work-item runs over one record, a uint4 at a time.

/*!
[config]
name: CRC-32
clc_version_min: 10
kernel_name: crc32
dimensions: 1
global_size: 4 1 1
local_size: 4 1 1

[test]
name: the check value of the standard, and two more
arg_in: 0 buffer uchar[27] 49 50 51 52 53 54 55 56 57 48 48 48 48 48 48 48 48 48 86 117 108 107 97 110 49 50 51
arg_in: 1 uint 9
arg_out: 2 buffer uint[3] 3421780262 1829930518 628493987
arg_in: 3 uint 3

[test]
name: records of 35 bytes
arg_in: 0 buffer uchar[70] 57 25 185 163 94 230 187 107 217 161 85 123 127 15 125 55 101 50 102 67 222 80 132 132 \
          127 237 139 29 26 203 112 114 197 240 102 160 117 196 139 230 225 44 107 1 147 178 84 19 96 27 59 131 93 \
          106 83 242 221 227 16 70 117 10 39 162 247 163 138 106 121 179
arg_in: 1 uint 35
arg_out: 2 buffer uint[2] 440214280 1888875784
arg_in: 3 uint 2
!*/

#define POLYNOMIAL 0xEDB88320u

uint add_byte(uint crc, uint byte, __local const uint *table)
{
    return (crc >> 8) ^ table[(crc ^ byte) & 0xff];
}

uint add_word(uint crc, uint word, __local const uint *table)
{
    crc ^= word;
    for (int i = 0; i < 4; ++i)
        crc = add_byte(crc, 0, table);
    return crc;
}

__kernel void crc32(__global const uchar *bytes, const uint record_size, __global uint *crcs, const uint records)
{
    __local uint table[256];
    for (uint i = get_local_id(0); i < 256; i += get_local_size(0)) {
        uint value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1) ? (value >> 1) ^ POLYNOMIAL : value >> 1;
        table[i] = value;
    }
    barrier(CLK_LOCAL_MEM_FENCE);

    const uint record = get_global_id(0);
    if (record >= records)
        return;
    __global const uchar *here = bytes + record * record_size;
    uint left = record_size;
    uint crc = ~0u;
    for (; left >= 16; left -= 16, here += 16) {
        const uint4 words = as_uint4(vload16(0, here));
        crc = add_word(crc, words.x, table);
        crc = add_word(crc, words.y, table);
        crc = add_word(crc, words.z, table);
        crc = add_word(crc, words.w, table);
    }
    while (left--)
        crc = add_byte(crc, *here++, table);
    crcs[record] = ~crc;
}
