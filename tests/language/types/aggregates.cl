// Unions, packed and aligned structs.

/*!
[config]
name: aggregates
clc_version_min: 10
dimensions: 1

[test]
name: unions
kernel_name: unions
global_size: 3 0 0
arg_in: 1 buffer float[3] 1 -2 0.5
arg_out: 0 buffer uint4[3] 1065353216 0 128 63 3221225472 0 0 192 1056964608 0 0 63

[test]
name: packed and aligned structs
kernel_name: layouts
global_size: 1 0 0
arg_in: 1 buffer uchar[16] 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
arg_out: 0 buffer int[7] 7 64 32 84148994 2312 1 6
!*/

union both {
  float f;
  uint u;
  uchar bytes[4];
  struct {
    ushort low, high;
  } halves;
};

kernel void unions(global uint4 *out, global const float *in) {
  union both x;
  int i = get_global_id(0);
  x.f = in[i];
  out[i] = (uint4)(x.u, x.halves.low, x.bytes[2], x.bytes[3]);
}

struct __attribute__((packed)) packed {
  uchar tag;
  int value;
  short tail;
};

struct __attribute__((aligned(32))) aligned {
  int x[9];
};

kernel void layouts(global int *out, global const uchar *in) {
  global const struct packed *p = (global const struct packed *)in;
  struct aligned own[2];
  for (int i = 0; i < 9; ++i) own[1].x[i] = i;
  out[0] = sizeof(struct packed);
  out[1] = sizeof(struct aligned);
  out[2] = (int)((char *)&own[1].x[8] - (char *)&own[1]);
  out[3] = p->value;
  out[4] = p[1].tag | p[1].value << 8 & 0xff00;
  out[5] = p->tag;
  out[6] = own[1].x[p->tag + 5];
}
