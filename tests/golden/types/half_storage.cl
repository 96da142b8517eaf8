// RUN: targets=comp,metal
kernel void expand(global float* out, global const half* in) {
  int i = get_global_id(0);
  out[i] = vload_half(i, in);
}
