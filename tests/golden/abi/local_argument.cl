// RUN: targets=spvasm,comp,metal,json
// The host chooses the size of `scratch`.
kernel void group_sums(global int* sums, global const int* in, local int* scratch) {
  int l = get_local_id(0);
  scratch[l] = in[get_global_id(0)];
  for (int step = get_local_size(0) / 2; step > 0; step /= 2) {
    barrier(CLK_LOCAL_MEM_FENCE);
    if (l < step) scratch[l] += scratch[l + step];
  }
  if (l == 0) sums[get_group_id(0)] = scratch[0];
}
