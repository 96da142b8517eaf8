// RUN: targets=spvasm,comp,metal,json
kernel void ids(global uint* out) {
  uint i = get_global_id(0) + get_global_id(1) * get_global_size(0);
  out[i] = get_local_id(0) + get_group_id(0) * 100 + get_num_groups(1) * 10000 + get_global_offset(0);
}
