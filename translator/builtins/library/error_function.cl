// erfc where libclc's is not exact enough. A builtin called here by its OpenCL name is libclc's.

// For large x, libclc rounds the square in exp(-x * x): 60 ULP at 8. The square of `high` is exact.
// x * exp(x * x) * erfc(x) is a polynomial of 1 / x in [1/11, 1/2], interpolated at Chebyshev's points: relative error 5e-9.
float __kiln_erfc_f32(float x) {
  if (!(x >= 2.0f)) {
    return erfc(x);
  }
  if (x > 10.5f) {
    return 0.0f;
  }
  const float t = 1.0f / x;
  float p = -0.3207790258f;
  p = p * t + 0.5862538213f;
  p = p * t - 0.07566288637f;
  p = p * t - 0.6478635314f;
  p = p * t + 0.6201711568f;
  p = p * t - 0.03471874499f;
  p = p * t - 0.2784814748f;
  p = p * t - 0.0002054296926f;
  p = p * t + 0.5641944833f;
  const float high = as_float(as_uint(x) & 0xfffff000);
  return exp(-high * high) * (exp(-(x - high) * (x + high)) * (p * t));
}
