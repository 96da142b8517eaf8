kernel void six_functions(global float* out, global const float* in) {
  size_t i = get_global_id(0);
  float x = in[i];
  out[i] = sin(x) + exp(x) + erf(x) + pow(x, 1.5f) + log1p(x) + tgamma(x);
}
