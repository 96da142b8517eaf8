// RUN: targets=comp,metal
// Vectors of 8 and 16 are split.
kernel void add8(global int8* out, global const int8* in) {
  int i = get_global_id(0);
  out[i] = in[i] + in[i].s76543210;
}
