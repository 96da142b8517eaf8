// RUN: targets=comp,metal
kernel void first_negative(global int* out, global const int* in, int n) {
  int found = -1;
  for (int i = 0; i < n; i++) {
    if (in[i] == 0) continue;
    if (in[i] < 0) {
      found = i;
      break;
    }
  }
  out[get_global_id(0)] = found;
}
