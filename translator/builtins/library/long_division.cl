// 64-bit operations for targets that have only 32 bits, and divisions of 128 bits: the passes that split longs (passes/types/split_longs.h) do not know
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

// Pairs of a low and a high word, for every target: none has integers of 128 bits.
static inline ulong2 divide_pairs(ulong2 a, ulong2 b, ulong2* remainder) {
  if ((a.y | b.y) == 0) {
    const ulong quotient = a.x / b.x;
    *remainder = (ulong2)(a.x - quotient * b.x, 0);
    return (ulong2)(quotient, 0);
  }
  ulong2 rest = 0, quotient = a;
  for (int i = 0; i < 128; ++i) {
    const bool carries = rest.y >> 63;
    rest = (ulong2)(rest.x << 1 | quotient.y >> 63, rest.y << 1 | rest.x >> 63);
    quotient = (ulong2)(quotient.x << 1, quotient.y << 1 | quotient.x >> 63);
    if (carries || rest.y > b.y || (rest.y == b.y && rest.x >= b.x)) {
      rest = (ulong2)(rest.x - b.x, rest.y - b.y - (rest.x < b.x));
      quotient.x |= 1;
    }
  }
  *remainder = rest;
  return quotient;
}

ulong2 __kiln_divide_u128(ulong2 a, ulong2 b) {
  ulong2 remainder;
  return divide_pairs(a, b, &remainder);
}

ulong2 __kiln_remainder_u128(ulong2 a, ulong2 b) {
  ulong2 remainder;
  divide_pairs(a, b, &remainder);
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
