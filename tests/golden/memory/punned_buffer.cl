// RUN: targets=spvasm,comp,metal
// One buffer read as floats and as the words that hold them: two views of one binding.
kernel void flip_signs(global float* values, global uint* mask) {
  int i = get_global_id(0);
  global uint* words = (global uint*)values;
  words[i] ^= mask[i] << 31;
  values[i] += 1.0f;
}
