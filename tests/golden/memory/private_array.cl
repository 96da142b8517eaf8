// RUN: targets=comp,metal
kernel void median5(global float* out, global const float* in) {
  int i = get_global_id(0);
  float window[5];
  for (int k = 0; k < 5; k++) window[k] = in[i + k];
  for (int a = 0; a < 3; a++) {
    for (int b = a + 1; b < 5; b++) {
      if (window[b] < window[a]) {
        float t = window[a];
        window[a] = window[b];
        window[b] = t;
      }
    }
  }
  out[i] = window[2];
}
