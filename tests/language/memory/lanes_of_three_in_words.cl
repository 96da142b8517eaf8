// Vectors of three bytes in private memory that is otherwise used in words: the fourth byte of each is nobody's.

/*!
[config]
name: lanes_of_three_in_words
clc_version_min: 10
dimensions: 1

[test]
name: changed by a variable index
kernel_name: changed
global_size: 2 1 1
local_size: 1 1 1
arg_in: 1 ushort3 28458 6 29137
arg_in: 2 int 1
arg_out: 0 buffer uint[6] 255 255 255 213 249 46
!*/

struct Item {
  int number;
  uchar bytes[4];
  int other;
  uchar3 triples[2];
};

kernel void changed(global uint* out, ushort3 k, int copy) {
  int gid = get_global_id(0), lid = get_local_id(0);
  struct Item other = {5, {127, 5, 3, 255}, 0x12345678, {(uchar3)(254, 2, 2), (uchar3)(255)}};
  struct Item item = {7, {254, 0, 255, 254}, 0x12345678, {(uchar3)(255), (uchar3)(128, 128, 31)}};
  if (gid != lid) item.triples[lid & 1] ^= convert_uchar3(k);
  if (copy == 2) item = other;
  out[3 * gid] = item.triples[0].s0;
  out[3 * gid + 1] = item.triples[0].s1;
  out[3 * gid + 2] = item.triples[0].s2;
}
