// RUN: targets=errors -cl-std=CL3.0 --target=hlsl6
#pragma OPENCL EXTENSION cl_khr_subgroups : enable
kernel void numbers(global uint* out) { out[get_global_id(0)] = get_sub_group_id(); }
