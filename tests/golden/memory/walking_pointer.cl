// RUN: targets=comp,metal
// A pointer that walks through a buffer becomes an index.
kernel void lengths(global int* out, global const char* text, global const int* starts) {
  int i = get_global_id(0);
  global const char* p = text + starts[i];
  int n = 0;
  while (*p++) n++;
  out[i] = n;
}
