// Integers of widths that no target has: bit-fields of packed structs, `long long` of 128 bits, switches on few bits.

/*!
[config]
name: odd_widths
clc_version_min: 10
dimensions: 1

[test]
name: wide products
kernel_name: products
global_size: 6 1 1
arg_out: 0 buffer long[24] 0 0 0 0 -1 -45 -1 4 -4 -8649473332339367536 -112 9141386507638288908 -1 -1311768467463790320 \
          -3 1311768467463790319 -4611686018427387904 -9223372036854775808 16 4611686018427387903 \
          -4611686018427387904 -9223372036854775808 16 4611686018427387903
arg_in: 1 buffer long[6] 0 5 -7 1311768467463790320 -9223372036854775808 9223372036854775807
arg_in: 2 buffer long[6] 3 -9 9141386507638288912 -1 9223372036854775807 -9223372036854775808

[test]
name: few bits
kernel_name: few_bits
global_size: 8 1 1
arg_out: 0 buffer int[8] 10 9 16 13 9 15 16 9
arg_in: 1 buffer ulong[8] 8 1 18446744073709551614 11 4 5 14 7

[test]
name: packed bit-fields
kernel_name: fields
global_size: 8 1 1
arg_out: 0 buffer int[16] 1922 235 4078 423 2384 -1053 3824 -985 3892 103 110 -1795 1885 1308 1828 -460
arg_out: 1 buffer uchar[24] 135 39 44 243 111 79 85 169 58 245 110 71 57 111 19 115 128 175 98 87 245 41 215 169
arg_in: 1 buffer uchar[24] 130 183 14 238 127 26 80 57 190 240 126 194 52 127 6 110 208 143 93 199 81 36 71 227
!*/

kernel void products(global long* out, global const long* a, global const long* b) {
  size_t i = get_global_id(0);
  long long signed_product = (long long)a[i] * b[i];
  unsigned long long unsigned_product = (unsigned long long)(ulong)a[i] * (ulong)b[i];
  out[4 * i] = (long)(signed_product >> 64);
  out[4 * i + 1] = (long)signed_product;
  out[4 * i + 2] = (long)((signed_product << 5) >> 64);
  out[4 * i + 3] = (long)(unsigned_product >> 64);
}

kernel void few_bits(global int* out, global const ulong* in) {
  size_t i = get_global_id(0);
  switch ((in[i] + rotate((ulong)128, (ulong)4660)) & 7) {
    case 0: out[i] = 10; break;
    case 3: out[i] = 13; break;
    case 5: out[i] = 15; break;
    case 6: out[i] = 16; break;
    default: out[i] = 9; break;
  }
}

#pragma OPENCL EXTENSION __cl_clang_bitfields : enable
struct __attribute__((packed)) Pair {
  uint first : 12;
  int second : 12;
};

// Each work-item changes three bytes, whose neighbours others change.
kernel void fields(global int* out, global struct Pair* pairs) {
  size_t i = get_global_id(0);
  out[2 * i] = pairs[i].first;
  out[2 * i + 1] = pairs[i].second;
  pairs[i].first += 5;
  pairs[i].second = pairs[i].second * 3 + 1;
}
