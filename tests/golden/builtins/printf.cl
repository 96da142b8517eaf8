// RUN: targets=spvasm,comp,metal,hlsl,json
// A call becomes a record in a hidden buffer; the host makes the text.
kernel void check(global const float* x, float limit) {
  size_t i = get_global_id(0);
  if (x[i] > limit) printf("x[%u] = %f is too %s\n", (uint)i, x[i], x[i] > 2 * limit ? "large" : "big");
}
