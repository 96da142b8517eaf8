// RUN: targets=errors -cl-std=CLC++2021
struct Pair {
  int first;
  Pair() : first(3) {}
};
kernel void k(global int* out) {
  local Pair pair;
  out[0] = pair.first;
}
