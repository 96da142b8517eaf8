// RUN: targets=errors -cl-std=CL2.0
int __attribute__((overloadable)) work_group_median(int value);
kernel void median(global int* data) { data[0] = work_group_median(data[get_global_id(0)]); }
