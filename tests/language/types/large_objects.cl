// Large objects: structs of 4 KiB by value, constant tables of 64 KiB, private arrays of 4 KiB.

/*!
[config]
name: large objects
clc_version_min: 10
dimensions: 1

[test]
name: copies of structs of 4 KiB
kernel_name: copied
global_size: 8 0 0
arg_out: 0 buffer int[8] 106469657 -367518506 -259342605 791183916 -1005557075 2126207202 40634823 484501368
arg_in: 1 buffer int[8192] repeat 0

[test]
name: a constant table of 64 KiB
kernel_name: constant_table
global_size: 8 0 0
arg_out: 0 buffer uint[8] 3653907264 721254416 2205868736 371703216 2315970752 2690474320 1877275648 990722160

[test]
name: private arrays of 4 KiB
kernel_name: private_array
global_size: 8 0 0
arg_out: 0 buffer uint[8] 3809845356 502243998 1936826868 2045593753 3962540856 2273088642 1935968143 531487346
!*/

struct Big {
  int head;
  int values[1022];
  int tail;
};

int Changed(struct Big big, int i) {
  big.values[i * 127] = 1000 + i;
  big.tail = big.head + i;
  uint sum = big.head;
  for (int k = 0; k < 1022; ++k) sum = sum * 3 + big.values[k];
  return (int)(sum * 3 + big.tail);
}

kernel void copied(global int *out, global struct Big *in) {
  int i = get_global_id(0);
  in[i].head = i * 11;
  for (int k = 1; k < 1023; ++k) in[i].values[k - 1] = k * 7 + i * 11;
  in[i].tail = 1023 * 7 + i * 11;
  struct Big own = in[i];
  out[i] = Changed(own, i) + own.tail;
}

#define T1(i) ((uint)(i)*2654435761u ^ ((uint)(i) * (uint)(i) + 12345u))
#define T4(i) T1(i), T1(i + 1), T1(i + 2), T1(i + 3)
#define T16(i) T4(i), T4(i + 4), T4(i + 8), T4(i + 12)
#define T64(i) T16(i), T16(i + 16), T16(i + 32), T16(i + 48)
#define T256(i) T64(i), T64(i + 64), T64(i + 128), T64(i + 192)
#define T1024(i) T256(i), T256(i + 256), T256(i + 512), T256(i + 768)
#define T4096(i) T1024(i), T1024(i + 1024), T1024(i + 2048), T1024(i + 3072)

constant uint table[16384] = {T4096(0), T4096(4096), T4096(8192), T4096(12288)};

kernel void constant_table(global uint *out) {
  uint i = get_global_id(0);
  uint sum = 0;
  for (uint k = 0; k < 16; ++k) sum = sum * 31 + table[(i * 977 + k * 1021) % 16384];
  out[i] = sum;
}

kernel void private_array(global uint *out) {
  uint i = get_global_id(0);
  uint a[1024];
  for (uint k = 0; k < 1024; ++k) a[k] = k * (i + 3);
  uint x = i;
  for (uint k = 0; k < 2000; ++k) {
    x = x * 1103515245 + 12345;
    a[x % 1024] = a[x % 1024] + a[(x >> 7) % 1024] ^ k;
  }
  uint sum = 0;
  for (uint k = 0; k < 1024; k += 7) sum = sum * 33 + a[k];
  out[i] = sum;
}
