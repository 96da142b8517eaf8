// Correctly rounded division and square root of floats, for -cl-fp32-correctly-rounded-divide-sqrt.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
#include "rounding.h"

KILN_DEFINE_PACK(pack_quotient, uint, 32, uint, 24, 127)

// A quotient of 24-bit numbers is further than 2^-49 of itself from the middle of two floats, so that a double within 4 ULP
// (2^-51) rounds to the same float; Vulkan promises 2.5 for the reciprocal. Not a division: the optimiser knows that one of
// doubles that are floats, narrowed, is one of floats, and makes it so.
float __kiln_divide_f32_by_f64(float a, float b) { return (float)((double)a * (1.0 / (double)b)); }

// The float nearest to the root lies between the middles to its neighbours, whose squares a double holds exactly.
float __kiln_sqrt_f32_by_f64(float a) {
  const double x = (double)a;
  const double estimate = sqrt(x);
  if (!(a > 0.0f) || as_uint(a) >= 0x7f800000) {
    return (float)estimate;
  }
  // Narrowed in integers: the optimiser would make it the root of floats.
  const ulong bits = as_ulong(estimate);
  const float root = as_float((uint)((bits + 0x0ffffffful + ((bits >> 29) & 1)) >> 29) - (896u << 23));
  const float above = as_float(as_uint(root) + 1), below = as_float(as_uint(root) - 1);
  const double upper = ((double)root + (double)above) * 0.5, lower = ((double)root + (double)below) * 0.5;
  return upper * upper < x ? above : lower * lower > x ? below : root;
}

static inline int exponent_of_float(uint magnitude) { return magnitude >> 23 == 0 ? 1 : (int)(magnitude >> 23); }
static inline uint mantissa_of_float(uint magnitude) {
  return magnitude >> 23 == 0 ? magnitude : (magnitude & 0x7fffff) | 0x800000;
}

// In integers, for targets without double: 26 digits of the quotient, and whether a rest is left.
float __kiln_divide_f32(float a, float b) {
  const uint a_magnitude = as_uint(a) & 0x7fffffff, b_magnitude = as_uint(b) & 0x7fffffff;
  if (a_magnitude >= 0x7f800000 || b_magnitude >= 0x7f800000 || a_magnitude == 0 || b_magnitude == 0) {
    return a / b;  // zero, infinite, or not a number
  }
  const uint a_mantissa = mantissa_of_float(a_magnitude), b_mantissa = mantissa_of_float(b_magnitude);
  const int a_lift = (int)KILN_CLZ_32(a_mantissa) - 8, b_lift = (int)KILN_CLZ_32(b_mantissa) - 8;
  uint rest = a_mantissa << a_lift;
  const uint divisor = b_mantissa << b_lift;
  uint quotient = 0;
  for (int i = 0; i < 26; ++i) {
    const bool fits = rest >= divisor;
    quotient = quotient << 1 | fits;
    rest = (fits ? rest - divisor : rest) << 1;
  }
  const int exponent =
      exponent_of_float(a_magnitude) - a_lift - exponent_of_float(b_magnitude) + b_lift - 25;
  return as_float(pack_quotient((as_uint(a) ^ as_uint(b)) >> 31, quotient << 1 | (rest != 0), exponent - 1, kToNearestEven));
}

float __kiln_sqrt_f32(float a) {
  const uint bits = as_uint(a);
  if (bits - 1 >= 0x7f800000 - 1) {
    return bits << 1 == 0 ? a : sqrt(a);  // zero, infinity, negative, or not a number
  }
  uint mantissa = mantissa_of_float(bits);
  int exponent = exponent_of_float(bits) - 150;
  const int lift = (int)KILN_CLZ_32(mantissa) - 8;
  mantissa <<= lift;
  exponent -= lift;
  // mantissa * 2^exponent with an even exponent; two digits of it give one of the root, 26 in all.
  const uint radicand = (exponent & 1) != 0 ? mantissa << 7 : mantissa << 6;  // of 32 bits, 20 zeros follow
  exponent = (exponent - (exponent & 1)) / 2;
  uint root = 0, rest = 0;
  for (int i = 0; i < 26; ++i) {
    const uint digits = i < 16 ? radicand >> (30 - 2 * i) & 3 : 0;
    rest = rest << 2 | digits;
    const uint trial = root << 2 | 1;
    const bool fits = rest >= trial;
    rest = fits ? rest - trial : rest;
    root = root << 1 | fits;
  }
  return as_float(pack_quotient(0, root << 1 | (rest != 0), exponent - 14, kToNearestEven));
}
