// 64-bit operations for targets that have only 32 bits: the passes that split longs (passes/types/split_longs.h) do not know
// how to divide or to convert from floats; what stands here they do.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable

// One binary digit after the other. Every work-item takes 64 steps, whatever its numbers are: no target has to know which lanes
// of a group have left a loop.
static inline ulong divide(ulong a, ulong b, ulong* remainder) {
  if (((a | b) >> 32) == 0) {
    const uint quotient = (uint)a / (uint)b;
    *remainder = (uint)a - quotient * (uint)b;
    return quotient;
  }
  ulong rest = 0, quotient = a;
  for (int i = 0; i < 64; ++i) {
    const bool carries = rest >> 63;  // the next digit makes 65 of them, more than any divisor has
    rest = rest << 1 | quotient >> 63;
    quotient <<= 1;
    if (carries || rest >= b) {
      rest -= b;
      quotient |= 1;
    }
  }
  *remainder = rest;
  return quotient;
}

ulong __kiln_divide_u64(ulong a, ulong b) {
  ulong remainder;
  return divide(a, b, &remainder);
}

ulong __kiln_remainder_u64(ulong a, ulong b) {
  ulong remainder;
  divide(a, b, &remainder);
  return remainder;
}

// Towards zero; the sign is the caller's.
ulong __kiln_magnitude_f32_u64(float x) {
  const uint bits = as_uint(x) & 0x7fffffff;
  const int exponent = (int)(bits >> 23) - 150;
  const ulong mantissa = (bits & 0x7fffff) | 0x800000;
  if (exponent < -23) {
    return 0;
  }
  return exponent < 0 ? mantissa >> (-exponent & 31) : mantissa << (exponent & 63);
}

ulong __kiln_magnitude_f64_u64(double x) {
  const ulong bits = as_ulong(x) & 0x7ffffffffffffffful;
  const int exponent = (int)(bits >> 52) - 1075;
  const ulong mantissa = (bits & 0xffffffffffffful) | 0x10000000000000ul;
  if (exponent < -52) {
    return 0;
  }
  return exponent < 0 ? mantissa >> (-exponent & 63) : mantissa << (exponent & 63);
}
