// Integers that are widened to 64 bits and compared with constants, some of which no 32-bit integer reaches.

/*!
[config]
name: compared longs
clc_version_min: 10
dimensions: 1

[test]
name: signed
kernel_name: signed_ones
global_size: 8 0 0
arg_out: 0 buffer int4[16] 35 35 44 44 35 35 44 44 35 35 35 44 35 35 44 44 35 35 44 44 35 35 44 44 26 35 35 44 35 35 26 44 35 35 44 44 35 35 44 44 44 35 44 44 26 35 44 44 35 35 44 44 35 35 44 44 44 35 44 44 35 35 44 44
arg_in: 1 buffer int[8] 0 1 -1 7 -100 2147483647 -2147483648 1234567

[test]
name: unsigned
kernel_name: unsigned_ones
global_size: 8 0 0
arg_out: 0 buffer int4[8] 35 35 35 35 35 35 35 26 44 35 35 35 26 35 35 35 44 35 35 35 44 35 35 44 44 35 35 35 44 35 26 44
arg_in: 1 buffer int[8] 0 1 -1 7 -100 2147483647 -2147483648 1234567
!*/

#define ALL(v, c)                                                                                                \
  (convert_int4((v) < (c)) & 1 | convert_int4((v) <= (c)) & 2 | convert_int4((v) > (c)) & 4 |                    \
   convert_int4((v) >= (c)) & 8 | convert_int4((v) == (c)) & 16 | convert_int4((v) != (c)) & 32)

kernel void signed_ones(global int4* out, global const int* in) {
  int i = get_global_id(0);
  long4 v = convert_long4((int4)(in[i], in[(i + 1) & 7], in[(i + 3) & 7], in[(i + 5) & 7]));
  out[2 * i] = ALL(v, (long4)(7, 9000000000L, -5, -9000000000L));
  out[2 * i + 1] = ALL(v, (long4)(2147483647, 2147483648L, -2147483647 - 1, -2147483649L));
}

kernel void unsigned_ones(global int4* out, global const uint* in) {
  int i = get_global_id(0);
  ulong4 v = convert_ulong4((uint4)(in[i], in[(i + 1) & 7], in[(i + 3) & 7], in[(i + 5) & 7]));
  out[i] = ALL(v, (ulong4)(7, 4294967296, 4294967295, 2147483648));
}
