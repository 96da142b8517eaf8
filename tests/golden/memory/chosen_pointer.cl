// RUN: targets=spvasm,comp,metal
// A pointer that is chosen at run time between two buffers becomes a choice at the access.
kernel void pick(global int* out, global const int* even, global const int* odd) {
  int i = get_global_id(0);
  global const int* source = (i & 1) ? odd : even;
  out[i] = source[i / 2];
}
