// What Clang understands beside OpenCL C: questions to the compiler, copies of any length, fences, an empty assembly.

/*!
[config]
name: builtins of the compiler
clc_version_min: 12
dimensions: 1
global_size: 8 0 0

[test]
name: questions
kernel_name: questions
arg_out: 0 buffer int[8] repeat 3 0 2 1
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7

[test]
name: a copy of a length known at run time
kernel_name: copies
arg_out: 0 buffer uint[8] 16843009 16843012 16844037 67372036 84215045 16844294 117901063 134744072
arg_in: 1 buffer uint[8] 16843009 67372036 84215045 67372036 84215045 101058054 117901063 134744072
arg_in: 2 buffer int[8] 0 1 2 4 4 2 4 9

[test]
name: moved and filled
kernel_name: moves
arg_out: 0 buffer uchar[64] 0 1 2 3 4 5 6 7  0 0 1 2 3 4 5 255  0 1 0 1 2 3 4 255  0 1 2 0 1 2 3 255  \
         0 1 2 3 0 1 2 255  0 1 2 3 4 0 1 255  0 1 2 3 4 5 0 255  0 1 2 3 4 5 6 255

[test]
name: a long move
kernel_name: moves_far
global_size: 1 0 0
arg_in: 0 buffer uchar[8] 1 2 3 4 5 6 7 8
arg_out: 0 buffer uchar[8] 1 105 1 105 105 1 17 41

[test]
name: fences and an empty assembly
kernel_name: fences
arg_out: 0 buffer int[8] 1 3 5 7 9 11 13 15
arg_in: 1 buffer int[8] 0 1 2 3 4 5 6 7
!*/

kernel void questions(global int *out, global const int *in) {
  const int i = get_global_id(0);
  int mine[4];
  mine[i & 3] = in[i];
  const int known = __builtin_constant_p(in[i]) ? 10 : __builtin_constant_p(7) ? 3 : 20;
  const int size = __builtin_object_size(out, 0) == (size_t)-1 ? 0 : 1;
  const int likely = __builtin_expect(in[i] >= 0, 1) ? 2 : mine[0];
  out[i] = i % 4 == 0 ? known : i % 4 == 1 ? size : i % 4 == 2 ? likely : 1;
}

kernel void copies(global uint *out, global const uint *in, global const int *length) {
  const int i = get_global_id(0);
  uint word = 0x01010101;
  if (length[i] <= 4) {
    __builtin_memcpy(&word, in + i, length[i]);
  } else {
    word = in[i];
  }
  out[i] = word;
}

// Eight bytes for each work-item: 0 to 7, of which the first 8 - i are moved up by i; then the last is set.
kernel void moves(global uchar *out) {
  const int i = get_global_id(0);
  uchar bytes[8];
  for (int k = 0; k < 8; ++k) bytes[k] = k;
  __builtin_memmove(bytes + i, bytes, 8 - i);
  __builtin_memset(bytes + 7, 255, i != 0);
  for (int k = 0; k < 8; ++k) out[i * 8 + k] = bytes[k];
}

// 600 bytes that overlap, up and then down.
kernel void moves_far(global uchar *out) {
  uchar bytes[640];
  for (int k = 0; k < 640; ++k) bytes[k] = k * 7 + out[k & 7];
  __builtin_memmove(bytes + 3, bytes, 600);
  const uchar up0 = bytes[3], up1 = bytes[602];
  __builtin_memmove(bytes + 1, bytes + 2, 601);
  out[0] = up0;
  out[1] = up1;
  out[2] = bytes[2];
  out[3] = bytes[601];
  out[4] = bytes[602];
  out[5] = bytes[0];
  out[6] = bytes[1];
  out[7] = bytes[300];
}

kernel void fences(global int *out, global const int *in) {
  const int i = get_global_id(0);
  out[i] = in[i];
  __sync_synchronize();
  __asm__ volatile("" ::: "memory");
  out[i] = out[i] * 2 + 1;
}
