// RUN: targets=spvasm,comp,metal
kernel void reverse_groups(global int* data) {
  local int tile[64];
  int l = get_local_id(0);
  int g = get_global_id(0);
  tile[l] = data[g];
  barrier(CLK_LOCAL_MEM_FENCE);
  data[g] = tile[get_local_size(0) - 1 - l];
}
