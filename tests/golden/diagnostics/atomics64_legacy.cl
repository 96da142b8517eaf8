// RUN: targets=errors --target=metal2.4
#ifdef cl_khr_int64_base_atomics
#error "the target has no such extension"
#endif
kernel void add(global long* sum) { atom_add(sum, 1L); }
