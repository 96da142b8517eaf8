// RUN: targets=errors -Wno-format
kernel void k(constant char* text, global int* out) {
  printf(text);
  printf("%d %d", out[0]);
  printf("%s", text);
}
