// RUN: targets=spvasm,comp,metal,json
kernel __attribute__((reqd_work_group_size(8, 4, 1))) void fixed(global int* out) {
  out[get_global_id(0)] = get_local_size(1);
}
