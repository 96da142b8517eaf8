// RUN: targets=spvasm,comp,metal
kernel void wave(global float* out, float frequency) {
  int i = get_global_id(0);
  out[i] = native_sin(frequency * i) + fmin(fabs(out[i]), 1.0f);
}
