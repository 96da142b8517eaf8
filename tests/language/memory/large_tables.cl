// Tables that are too large for a constant of a shader: of every element type, chosen by pointers, beside variables.

/*!
[config]
name: large tables
clc_version_min: 20
build_options: -cl-std=CL2.0
dimensions: 1

[test]
name: of every width
kernel_name: widths
global_size: 8 1 1
arg_out: 0 buffer int[8] 1375625 8514222 15750251 2714616 9853213 17089242 4053607 11192204

[test]
name: of structs and vectors
kernel_name: structs
global_size: 8 1 1
arg_out: 0 buffer int[8] -56100 -8752 36804 -46920 428 45984 -37740 7816

[test]
name: of a function
kernel_name: inner
global_size: 8 1 1
arg_out: 0 buffer int[8] 76169 192152 438123 683130 929093 1303124 1549095 1794102

[test]
name: chosen by a pointer
kernel_name: chosen
global_size: 8 1 1
arg_out: 0 buffer int[8] -1234437 109 2201 2233 349534 358 4401 4482
arg_in: 1 buffer int[4] 11 22 33 44

[test]
name: beside variables that are written
kernel_name: beside
global_size: 1 1 1
arg_out: 0 buffer int[3] 1476433 42 165
arg_in: 1 int 700

[test]
name: in private memory for those who ask
kernel_name: asked
global_size: 8 1 1
arg_out: 0 buffer int[8] 58927 74765 90603 106441 122279 138117 153955 169793
!*/

#define E4(f, i) f(i), f(i + 1), f(i + 2), f(i + 3)
#define E16(f, i) E4(f, i), E4(f, i + 4), E4(f, i + 8), E4(f, i + 12)
#define E64(f, i) E16(f, i), E16(f, i + 16), E16(f, i + 32), E16(f, i + 48)
#define E256(f, i) E64(f, i), E64(f, i + 64), E64(f, i + 128), E64(f, i + 192)
#define E1024(f, i) E256(f, i), E256(f, i + 256), E256(f, i + 512), E256(f, i + 768)

#define BYTE(i) ((i) * 37 + 5) & 127
#define SHORT(i) ((i) * 1237 + 7) & 32767
#define INT(i) (i) * 7919 - 12345
#define LONG(i) (i) * 1000000007L - 99

constant char bytes[1024] = {E1024(BYTE, 0)};
constant short shorts[1024] = {E1024(SHORT, 0)};
constant int ints[512] = {E256(INT, 0), E256(INT, 256)};
constant long longs[256] = {E256(LONG, 0)};

kernel void widths(global int* out) {
  int i = get_global_id(0);
  int at = (i * 91 + 17) & 255;
  out[i] = bytes[at + 512] + shorts[at * 3] * 3 + ints[at * 2] * 5 + (int)(longs[at] % 1000);
}

struct Entry {
  uchar tag;
  int value;
  short2 pair;
};
#define ENTRY(i) {(uchar)(i), (i) * (i), (short2)((i) + 1, -(i))}
#define TRIPLE(i) (int3)((i), (i) * 2, (i) * 3)

constant struct Entry entries[256] = {E256(ENTRY, 0)};
constant int3 triples[64] = {E64(TRIPLE, 0)};

kernel void structs(global int* out) {
  int i = get_global_id(0);
  int at = (i * 91 + 17) & 255;
  struct Entry own = entries[255 - at];
  int3 triple = triples[at & 63];
  out[i] = entries[at].value + entries[at].tag + own.pair.x * own.pair.y + triple.x + triple.y * 3 + triple.z * 7;
}

int Inner(int i) {
  const int table[256] = {E256(INT, 3)};
  return table[i & 255];
}

kernel void inner(global int* out) {
  int i = get_global_id(0);
  out[i] = Inner(i * 31) ^ Inner(7);
}

constant int few[4] = {1, 2, 3, 4};

kernel void chosen(global int* out, constant int* argument) {
  int i = get_global_id(0);
  constant int* from = (i & 3) == 0 ? ints : (i & 3) == 1 ? few : argument;
  constant uchar* part = (i & 1) ? (constant uchar*)shorts : (constant uchar*)(ints + 8);
  out[i] = from[i >> 1] * 100 + part[i * 5];
}

global int counter = 40;
global int history[3] = {5, 6, 7};

kernel void beside(global int* out, int at) {
  history[1] += ints[at & 511];
  counter += 2;
  out[0] = history[1];
  out[1] = counter;
  out[2] = bytes[at] + bytes[3];
}

kernel void asked(global int* out) {
  int i = get_global_id(0);
  const int table[256] = {E256(INT, 9)};
  const int* somewhere = table + i;
  const __private int* inside = to_private(somewhere);
  out[i] = (inside ? 1 : 0) + (to_global(somewhere) ? 2 : 0) + somewhere[i];
}
