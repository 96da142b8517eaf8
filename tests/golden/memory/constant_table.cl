// RUN: targets=comp,metal
constant int kWeights[4] = {1, 4, 6, 4};

kernel void weigh(global int* data) {
  int i = get_global_id(0);
  data[i] *= kWeights[i & 3];
}
