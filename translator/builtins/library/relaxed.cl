// What serves under -cl-fast-relaxed-math where a device's instruction may exceed even the bound for it: Vulkan grants exp and
// exp2 an error of 3 + 2 * |x| ULP, OpenCL 3 + floor(2 * |x|). These stay within 2 ULP for exp2 and 2 + |x| for exp.

// 2^x = 2^whole * 2^part, part in [0, 1]: a polynomial with the least largest error, 2e-9, which is exact for 0.
static inline float power_of_two(float x) {
  x = x > -127.0f ? x : -127.0f;  // below it zero, at 128 infinity
  x = x < 128.0f ? x : 128.0f;
  const float whole = __builtin_floorf(x);
  const float part = x - whole;
  float p = 0.0002161291495f;
  p = p * part + 0.001246784645f;
  p = p * part + 0.009675451567f;
  p = p * part + 0.05548528062f;
  p = p * part + 0.2402293056f;
  p = p * part + 0.6931470444f;
  p = p * part + 1.0f;
  return p * as_float(((int)whole + 127) << 23);
}
float __kiln_exp_relaxed_f32(float x) {
  return power_of_two(x * 1.44269504f);
}
float __kiln_exp2_relaxed_f32(float x) {
  return power_of_two(x);
}
