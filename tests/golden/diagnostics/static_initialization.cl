// RUN: targets=errors -cl-std=CLC++2021
kernel void k(global int* out) {
  static global int first = get_work_dim();
  out[0] = first;
}
