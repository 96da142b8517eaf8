// Structs of mixed and packed members by value, together larger than the push constants of any profile.

/*!
[config]
name: mixed values
clc_version_min: 10
dimensions: 1

[test]
name: mixed and packed structs as arguments
kernel_name: by_value
global_size: 8 0 0
arg_out: 0 buffer int[8] 1011704223 1311407276 809580329 -1329918737 1517282843 866536419 -2075534515 497799666
arg_in: 1 uchar[128] repeat 1 200 3 47 5 96 7 131 250 18 77
arg_in: 2 int -12345
arg_in: 3 uchar[83] repeat 9 254 33 128 64 71 5
!*/

struct Inner {
  char tag;
  int deep[3];
};

struct Mixed {
  uchar bytes[19];
  short3 small[2];
  struct Inner inner[4];
  int3 last;
};

struct Tight {
  uchar tag;
  int numbers[20];
  ushort end;
} __attribute__((packed));

kernel void by_value(global int *out, struct Mixed mixed, int scale, struct Tight tight) {
  int i = get_global_id(0);
  uint value = mixed.bytes[i * 2] + mixed.small[i & 1].y * 3 + mixed.small[i >> 2].z;
  value += mixed.inner[i & 3].tag * 5;
  value += mixed.inner[i & 3].deep[i % 3];
  value ^= mixed.last.z;
  value += tight.tag * i + (uint)tight.numbers[i * 2] + tight.end;
  out[i] = value * 31 + scale;
}
