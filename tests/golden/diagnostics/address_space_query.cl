// RUN: targets=errors -cl-std=CL2.0
kernel void where(global int* out, int n) {
  int own[4] = {n, 1, 2, 3};
  int* either = n > 3 ? (int*)out : own;
  out[1] = to_global(either) == 0;
  out[2] = get_fence(either);
}
