// Functions of the exponent: ldexp, frexp, ilogb, logb. On the bits, so that subnormal numbers count as what they are.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#include "rounding.h"

KILN_DEFINE_PACK(pack_f32, uint, 32, uint, 24, 127)
KILN_DEFINE_PACK(pack_f64, ulong, 64, ulong, 53, 1023)

#define KILN_CLZ_uint(x) __builtin_clz(x)
#define KILN_CLZ_ulong(x) __builtin_clzl(x)

// P: mantissa bits with the implicit one; W: width; INFINITE: biased exponent of infinity.
#define KILN_DEFINE_EXPONENT(suffix, real, bits_type, W, P, INFINITE)                                          \
  /* Unbiased exponent of a finite number that is not zero. */                                                 \
  static inline int exponent_##suffix(bits_type magnitude) {                                                   \
    const int biased = (int)(magnitude >> (P - 1));                                                            \
    const int of_subnormal = W - 1 - (int)KILN_CLZ_##bits_type(magnitude | 1) - (INFINITE / 2 - 1) - (P - 1);  \
    return biased == 0 ? of_subnormal : biased - INFINITE / 2;                                                 \
  }                                                                                                            \
  int __kiln_ilogb_##suffix(real value) {                                                                      \
    const bits_type magnitude = as_##bits_type(value) << 1 >> 1;                                               \
    if (magnitude == 0) {                                                                                      \
      return FP_ILOGB0;                                                                                        \
    }                                                                                                          \
    return magnitude >> (P - 1) == INFINITE ? FP_ILOGBNAN : exponent_##suffix(magnitude);                      \
  }                                                                                                            \
  real __kiln_logb_##suffix(real value) {                                                                      \
    const bits_type magnitude = as_##bits_type(value) << 1 >> 1;                                               \
    const bits_type infinity = (bits_type)INFINITE << (P - 1);                                                 \
    if (magnitude >= infinity) {                                                                               \
      return as_##real(magnitude); /* infinity, or NaN */                                                      \
    }                                                                                                          \
    return magnitude == 0 ? -as_##real(infinity) : (real)exponent_##suffix(magnitude);                         \
  }                                                                                                            \
  real __kiln_frexp_##suffix(real value, private int* exponent) {                                              \
    const bits_type bits = as_##bits_type(value);                                                              \
    const bits_type magnitude = bits << 1 >> 1;                                                                \
    if (magnitude == 0 || magnitude >> (P - 1) == INFINITE) {                                                  \
      *exponent = 0;                                                                                           \
      return value;                                                                                            \
    }                                                                                                          \
    const int unbiased = exponent_##suffix(magnitude);                                                         \
    *exponent = unbiased + 1;                                                                                  \
    const int shift = magnitude >> (P - 1) == 0 ? 1 - INFINITE / 2 - unbiased : 0;                             \
    const bits_type fraction = (magnitude << shift) & (((bits_type)1 << (P - 1)) - 1);                         \
    const bits_type sign = bits & ((bits_type)1 << (W - 1));                                                   \
    return as_##real(sign | (bits_type)(INFINITE / 2 - 1) << (P - 1) | fraction);                              \
  }                                                                                                            \
  real __kiln_ldexp_##suffix(real value, int exponent) {                                                       \
    const bits_type bits = as_##bits_type(value);                                                              \
    const bits_type magnitude = bits << 1 >> 1;                                                                \
    const int biased = (int)(magnitude >> (P - 1));                                                            \
    if (magnitude == 0 || biased == INFINITE) {                                                                \
      return value;                                                                                            \
    }                                                                                                          \
    const bits_type fraction = magnitude & (((bits_type)1 << (P - 1)) - 1);                                    \
    const bits_type mantissa = biased == 0 ? fraction : fraction | (bits_type)1 << (P - 1);                    \
    const int reach = 4 * INFINITE; /* from the smallest number past the largest */                            \
    const int clamped = exponent < -reach ? -reach : exponent > reach ? reach : exponent;                      \
    const int unit = (biased == 0 ? 1 : biased) - (INFINITE / 2) - (P - 1);                                    \
    return as_##real(pack_##suffix((uint)(bits >> (W - 1)), mantissa, unit + clamped, kToNearestEven));        \
  }

KILN_DEFINE_EXPONENT(f32, float, uint, 32, 24, 255)
KILN_DEFINE_EXPONENT(f64, double, ulong, 64, 53, 2047)
