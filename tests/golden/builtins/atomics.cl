// RUN: targets=spvasm,comp,metal
kernel void histogram(global uint* bins, global const uint* values, global int* largest) {
  uint v = values[get_global_id(0)];
  atomic_inc(&bins[v & 255]);
  atomic_max(largest, (int)v);
}
