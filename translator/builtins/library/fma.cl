// fma for devices whose own is not fused.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
#include "rounding.h"

KILN_DEFINE_PACK(pack_f32, ulong, 64, uint, 24, 127)
KILN_DEFINE_PACK(pack_f64, ulong, 64, ulong, 53, 1023)

static inline int max_int(int a, int b) { return a > b ? a : b; }

ushort __kiln_narrow_f32_f16(float value, uint mode);

// The product of two floats is exact in double. The sum is rounded to odd there (a lost bit makes the last one odd), which
// makes the second rounding, to float, the only one that counts.
float __kiln_fma_f32_by_f64(float a, float b, float c) {
  const double product = (double)a * (double)b;
  const double addend = (double)c;
  const double sum = product + addend;
  const double virtual_addend = sum - product;
  const double lost = (product - (sum - virtual_addend)) + (addend - virtual_addend);
  ulong bits = as_ulong(sum);
  const bool is_finite = (bits & 0x7ff0000000000000ul) != 0x7ff0000000000000ul;
  if (is_finite && lost != 0 && (bits & 1) == 0) {
    bits += (lost > 0) == (sum > 0) ? 1ul : -1ul;
  }
  return (float)as_double(bits);
}

// The same of halves: their product is exact in float.
ushort __kiln_fma_f16(float a, float b, float c) {
  const float product = a * b;
  const float sum = product + c;
  const float virtual_addend = sum - product;
  const float lost = (product - (sum - virtual_addend)) + (c - virtual_addend);
  uint bits = as_uint(sum);
  const bool is_finite = (bits & 0x7f800000) != 0x7f800000;
  if (is_finite && lost != 0 && (bits & 1) == 0) {
    bits += (lost > 0) == (sum > 0) ? 1u : -1u;
  }
  return __kiln_narrow_f32_f16(as_float(bits), kToNearestEven);
}

// x >> count, with the lost bits or-ed into the lowest; count >= 0.
static inline ulong shift_sticky(ulong x, int count) {
  if (count == 0) {
    return x;
  }
  if (count > 63) {
    return x != 0;
  }
  return x >> count | ((x << (64 - count)) != 0);
}

// In integers, for targets without double.
float __kiln_fma_f32(float a, float b, float c) {
  const uint a_bits = as_uint(a), b_bits = as_uint(b), c_bits = as_uint(c);
  const uint a_magnitude = a_bits & 0x7fffffff, b_magnitude = b_bits & 0x7fffffff, c_magnitude = c_bits & 0x7fffffff;
  if (a_magnitude >= 0x7f800000 || b_magnitude >= 0x7f800000 || a_magnitude == 0 || b_magnitude == 0) {
    return a * b + c;  // exact, infinite, or not a number
  }
  if (c_magnitude >= 0x7f800000) {
    return c;  // whatever the finite product, which might overflow on its own
  }
  const uint a_exponent = a_magnitude >> 23, b_exponent = b_magnitude >> 23, c_exponent = c_magnitude >> 23;
  const uint a_mantissa = (a_bits & 0x7fffff) | (a_exponent != 0) << 23;
  const uint b_mantissa = (b_bits & 0x7fffff) | (b_exponent != 0) << 23;
  const uint c_mantissa = (c_bits & 0x7fffff) | (c_exponent != 0) << 23;
  // Both terms below 2^62, in the upper half of the word unless subnormal.
  ulong product = ((ulong)a_mantissa * b_mantissa) << 14;
  ulong addend = (ulong)c_mantissa << 38;
  int product_exponent = max_int((int)a_exponent, 1) + max_int((int)b_exponent, 1) - 300 - 14;
  const int lift = __builtin_clzl(product) - 1;  // subnormal factors leave room above
  product <<= lift;
  product_exponent -= lift;
  int addend_exponent = max_int((int)c_exponent, 1) - 150 - 38;
  if (addend != 0) {
    const int addend_lift = __builtin_clzl(addend) - 1;
    addend <<= addend_lift;
    addend_exponent -= addend_lift;
  } else {
    addend_exponent = product_exponent;
  }
  const uint product_sign = (a_bits ^ b_bits) >> 31, addend_sign = c_bits >> 31;
  int exponent = product_exponent;
  if (product_exponent >= addend_exponent) {
    addend = shift_sticky(addend, product_exponent - addend_exponent);
  } else {
    product = shift_sticky(product, addend_exponent - product_exponent);
    exponent = addend_exponent;
  }
  if (product_sign == addend_sign) {
    return as_float(pack_f32(product_sign, product + addend, exponent, kToNearestEven));
  }
  if (product == addend) {
    return 0.0f;
  }
  return product > addend ? as_float(pack_f32(product_sign, product - addend, exponent, kToNearestEven))
                          : as_float(pack_f32(addend_sign, addend - product, exponent, kToNearestEven));
}

typedef struct {
  ulong high, low;
} Wide;

static inline Wide multiply(ulong a, ulong b) {
  const ulong a_low = (uint)a, a_high = a >> 32, b_low = (uint)b, b_high = b >> 32;
  const ulong low = a_low * b_low;
  const ulong middle = a_high * b_low + (low >> 32);
  const ulong other = a_low * b_high + (uint)middle;
  const Wide product = {a_high * b_high + (middle >> 32) + (other >> 32), other << 32 | (uint)low};
  return product;
}

static inline Wide shift_wide_sticky(Wide x, int count) {
  Wide result = x;
  if (count > 127) {
    result.low = (x.high | x.low) != 0;
    result.high = 0;
  } else if (count > 63) {
    result.low = shift_sticky(x.high, count - 64) | (x.low != 0);
    result.high = 0;
  } else if (count > 0) {
    result.low = x.high << (64 - count) | shift_sticky(x.low, count);
    result.high = x.high >> count;
  }
  return result;
}

static inline Wide lift_wide(Wide x, int count) {  // 0 <= count < 128
  Wide result = x;
  if (count > 63) {
    result.high = x.low << (count - 64);
    result.low = 0;
  } else if (count > 0) {
    result.high = x.high << count | x.low >> (64 - count);
    result.low = x.low << count;
  }
  return result;
}
static inline int leading_zeros(Wide x) { return x.high != 0 ? __builtin_clzl(x.high) : 64 + __builtin_clzl(x.low); }
static inline bool is_less(Wide a, Wide b) { return a.high != b.high ? a.high < b.high : a.low < b.low; }
static inline Wide add(Wide a, Wide b) {
  const ulong low = a.low + b.low;
  const Wide sum = {a.high + b.high + (low < a.low), low};
  return sum;
}
static inline Wide subtract(Wide a, Wide b) {
  const Wide difference = {a.high - b.high - (a.low < b.low), a.low - b.low};
  return difference;
}

double __kiln_fma_f64(double a, double b, double c) {
  const ulong a_bits = as_ulong(a), b_bits = as_ulong(b), c_bits = as_ulong(c);
  const ulong infinity = 0x7ff0000000000000ul, magnitude = 0x7ffffffffffffffful, fraction = 0xffffffffffffful;
  if ((a_bits & magnitude) >= infinity || (b_bits & magnitude) >= infinity || (a_bits & magnitude) == 0 ||
      (b_bits & magnitude) == 0) {
    return a * b + c;  // exact, infinite, or not a number
  }
  if ((c_bits & magnitude) >= infinity) {
    return c;  // whatever the finite product, which might overflow on its own
  }
  const int a_exponent = (int)(a_bits >> 52) & 0x7ff, b_exponent = (int)(b_bits >> 52) & 0x7ff;
  const int c_exponent = (int)(c_bits >> 52) & 0x7ff;
  const ulong a_mantissa = (a_bits & fraction) | (ulong)(a_exponent != 0) << 52;
  const ulong b_mantissa = (b_bits & fraction) | (ulong)(b_exponent != 0) << 52;
  const ulong c_mantissa = (c_bits & fraction) | (ulong)(c_exponent != 0) << 52;

  // Both terms with their leading bit at place 126 of 128: the sum cannot overflow, and where one is shifted by more than
  // its low zero bits, the other is so much larger that one sticky bit tells all.
  Wide product = multiply(a_mantissa, b_mantissa);
  int product_exponent = max_int(a_exponent, 1) + max_int(b_exponent, 1) - 2150;
  const int lift = leading_zeros(product) - 1;
  product = lift_wide(product, lift);
  product_exponent -= lift;
  Wide addend = {0, c_mantissa};
  int addend_exponent = product_exponent;
  if (c_mantissa != 0) {
    const int addend_lift = leading_zeros(addend) - 1;
    addend = lift_wide(addend, addend_lift);
    addend_exponent = max_int(c_exponent, 1) - 1075 - addend_lift;
  }
  int exponent = product_exponent;
  if (product_exponent >= addend_exponent) {
    addend = shift_wide_sticky(addend, product_exponent - addend_exponent);
  } else {
    product = shift_wide_sticky(product, addend_exponent - product_exponent);
    exponent = addend_exponent;
  }
  const uint product_sign = (uint)((a_bits ^ b_bits) >> 63), addend_sign = (uint)(c_bits >> 63);
  uint sign = product_sign;
  Wide sum = product;
  if (product_sign == addend_sign) {
    sum = add(product, addend);
  } else if (is_less(product, addend)) {
    sum = subtract(addend, product);
    sign = addend_sign;
  } else {
    sum = subtract(product, addend);
  }
  if ((sum.high | sum.low) == 0) {
    return 0.0;
  }
  const int leading = leading_zeros(sum);
  const Wide top = lift_wide(sum, leading);
  return as_double(pack_f64(sign, top.high | (top.low != 0), exponent - leading + 64, kToNearestEven));
}

// a * b - product, where product is a * b rounded: what a fused multiply-add yields, exactly, from products of halves of the
// significands (T. J. Dekker, "A floating-point technique for extending the available precision", 1971).
float __kiln_product_error_f32(float a, float b, float product) {
  const float a_high = as_float(as_uint(a) & 0xfffff000), a_low = a - a_high;
  const float b_high = as_float(as_uint(b) & 0xfffff000), b_low = b - b_high;
  return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
}

double __kiln_product_error_f64(double a, double b, double product) {
  const double a_high = as_double(as_ulong(a) & 0xfffffffff8000000ul), a_low = a - a_high;
  const double b_high = as_double(as_ulong(b) & 0xfffffffff8000000ul), b_low = b - b_high;
  return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
}
