// Functions that stay functions in the translation: each way out of them, signs, truth values, vectors, names.

/*!
[config]
name: plain functions
clc_version_min: 12
dimensions: 1
global_size: 16 0 0

[test]
name: a way out of every construct
kernel_name: leaves
arg_out: 0 buffer int[16] -1 -1 49 0 8 19 6 1082 1090 121 0 5 1 137 2 4

[test]
name: functions that call functions
kernel_name: chains
arg_out: 0 buffer int[16] 42 -2825511 -3039273 -5791229 -2759839 -8768062 240106 27 -1442659 -1599157 -1331399 -2380452 -3024146 \
         -1602696 -1416266 -407275

[test]
name: truth values
kernel_name: truths
arg_out: 0 buffer int[16] 0 0 1 0 1 1 1 1 1 2 3 3 3 2 3 3

[test]
name: vectors, and names that mean something else
kernel_name: names
arg_out: 0 buffer float4[16] repeat 3 -2 -7 -20
arg_in: 1 buffer float4[16] repeat 1 2 3 4
arg_in: 2 float 0.5

[test]
name: the same functions in another kernel
kernel_name: other_names
arg_out: 0 buffer float4[16] repeat 3 -2 -7 -20
arg_in: 1 buffer float4[16] repeat 1 2 3 4
arg_in: 2 float 0.5
!*/

// A way out of every construct, each with its value.
int leave(int a, int b) {
  if (a < 0) return -1;
  for (int i = 0; i < 20; ++i) {
    if ((a * i) % 7 == b % 7) return i;
    for (int j = i; j < 9; ++j) {
      if (a + j == b) return 100 + i * 10 + j;
      if (j * b > 200) break;
    }
    switch (b & 7) {
      case 1: b += 3; break;
      case 2: return 1000 + b;
      case 5: b ^= i;
      default: b += 1;
    }
  }
  return b;
}

// Signed where the source says so, unsigned where it does not.
uint mix_bits(uint x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}
int scaled(int x, int by) { return x / by * 3 + x % by - (x >> 2) + (x < by ? -5 : 5); }
bool is_odd_one(int x, bool flip) { return flip ? (x * 7 + 1) % 5 != 2 : ((x ^ 0x55) / 3) % 2 == 1; }

// A function that calls functions, one of them twice.
int chained(int x, uint y) {
  const int s = scaled(x, 7);
  if (is_odd_one(s, y > 1000u)) return scaled((int)(mix_bits(y) >> 8), s | 1);
  return s ^ leave(x, (int)(y & 63u));
}

kernel void leaves(global int *out) {
  const int i = get_global_id(0);
  out[i] = leave(i * 5 - 9, i * 11 + 2);
}
kernel void chains(global int *out) {
  const int i = get_global_id(0);
  out[i] = chained(i * 37 - 200, mix_bits((uint)i) >> (i & 31));
}
kernel void truths(global int *out) {
  const int i = get_global_id(0);
  out[i] = is_odd_one(i, i & 4) + 2 * is_odd_one(-i, i > 8);
}

// Words of the languages, names of buffers, and of functions that other languages have.
float2 texture(float2 in, float distance) { return in.yx * distance + in / (distance + 0.5f) - in * in + distance; }
float4 vertex(float4 in, float half_) { return (float4)(texture(in.xy, half_), texture(in.zw, -half_ + 1.0f)) * 2.0f; }

kernel void names(global float4 *out, global const float4 *texture_, float vertex_) {
  const int i = get_global_id(0);
  const float4 v = vertex(texture_[i], vertex_);
  out[i] = v;
}
kernel void other_names(global float4 *result, global const float4 *in, float distance) {
  const int i = get_global_id(0);
  result[i] = vertex(in[i], distance);
}
