// fmod, remainder, remquo: exact, by long division of the mantissas.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable

#define KILN_CLZ_uint(x) __builtin_clz(x)
#define KILN_CLZ_ulong(x) __builtin_clzl(x)

// P: mantissa bits with the implicit one; W: width of the bits; INFINITE: biased exponent of infinity.
#define KILN_DEFINE_REMAINDER(suffix, real, bits_type, W, P, INFINITE)                                            \
  /* mantissa * 2^exponent in units of the format's smallest number at exponent 1; mantissa < 2^P. */             \
  static inline bits_type assemble_##suffix(bits_type mantissa, int exponent) {                                   \
    if (mantissa == 0) {                                                                                          \
      return 0;                                                                                                   \
    }                                                                                                             \
    const int room = (int)KILN_CLZ_##bits_type(mantissa) - (W - P);                                               \
    const int shift = room < exponent ? room : exponent - 1;                                                      \
    return ((bits_type)(exponent - 1 - shift) << (P - 1)) + (mantissa << shift);                                  \
  }                                                                                                               \
  static inline bits_type mantissa_##suffix(bits_type magnitude) {                                                \
    const bits_type fraction = magnitude & (((bits_type)1 << (P - 1)) - 1);                                       \
    return magnitude >> (P - 1) == 0 ? fraction : fraction | (bits_type)1 << (P - 1);                             \
  }                                                                                                               \
  static inline int exponent_##suffix(bits_type magnitude) {                                                      \
    const int biased = (int)(magnitude >> (P - 1));                                                               \
    return biased == 0 ? 1 : biased;                                                                              \
  }                                                                                                               \
  /* x * 2^steps modulo y, y > x; the low bits of the quotient are appended to *quotient. */                      \
  static inline bits_type divide_##suffix(bits_type x, bits_type y, int steps, private uint* quotient) {          \
    uint low = 0;                                                                                                 \
    low = (uint)(x / y);                                                                                          \
    x = x % y;                                                                                                    \
    while (steps > 0) {                                                                                           \
      const int count = steps < W - P ? steps : W - P;                                                            \
      const bits_type shifted = x << count;                                                                       \
      const bits_type digits = shifted / y;                                                                       \
      low = (low << count) + (uint)digits;                                                                        \
      x = shifted - digits * y;                                                                                   \
      steps -= count;                                                                                             \
    }                                                                                                             \
    *quotient = low;                                                                                              \
    return x;                                                                                                     \
  }                                                                                                               \
  static inline bool is_undefined_##suffix(bits_type x, bits_type y) {                                            \
    const bits_type infinity = (bits_type)INFINITE << (P - 1);                                                    \
    return x >= infinity || y > infinity || y == 0;                                                               \
  }                                                                                                               \
  real __kiln_fmod_##suffix(real a, real b) {                                                                     \
    const bits_type x = as_##bits_type(a) << 1 >> 1;                                                              \
    const bits_type y = as_##bits_type(b) << 1 >> 1;                                                              \
    if (is_undefined_##suffix(x, y)) {                                                                            \
      return as_##real(((bits_type)INFINITE << (P - 1)) | (bits_type)1 << (P - 2));                               \
    }                                                                                                             \
    if (x < y) {                                                                                                  \
      return a;                                                                                                   \
    }                                                                                                             \
    uint quotient;                                                                                                \
    const int exponent = exponent_##suffix(y);                                                                    \
    const bits_type rest = divide_##suffix(mantissa_##suffix(x), mantissa_##suffix(y),                            \
                                           exponent_##suffix(x) - exponent, &quotient);                           \
    return as_##real((as_##bits_type(a) & (bits_type)1 << (W - 1)) | assemble_##suffix(rest, exponent));          \
  }                                                                                                               \
  real __kiln_remquo_##suffix(real a, real b, private int* result) {                                              \
    const bits_type x = as_##bits_type(a) << 1 >> 1;                                                              \
    const bits_type y = as_##bits_type(b) << 1 >> 1;                                                              \
    const bits_type sign = as_##bits_type(a) & (bits_type)1 << (W - 1);                                           \
    *result = 0;                                                                                                  \
    if (is_undefined_##suffix(x, y)) {                                                                            \
      return as_##real(((bits_type)INFINITE << (P - 1)) | (bits_type)1 << (P - 2));                               \
    }                                                                                                             \
    int exponent = exponent_##suffix(y);                                                                          \
    const int distance = exponent_##suffix(x) - exponent;                                                         \
    if (distance < -1 || y >> (P - 1) == INFINITE) {                                                              \
      return a; /* less than half of b */                                                                         \
    }                                                                                                             \
    bits_type divisor = mantissa_##suffix(y);                                                                     \
    if (distance < 0) {                                                                                           \
      divisor <<= 1;                                                                                              \
      --exponent;                                                                                                 \
    }                                                                                                             \
    uint quotient;                                                                                                \
    bits_type rest = divide_##suffix(mantissa_##suffix(x), divisor, distance, &quotient);                         \
    const bool rounds_up = rest * 2 > divisor || (rest * 2 == divisor && (quotient & 1) != 0);                    \
    if (rounds_up) {                                                                                              \
      rest = divisor - rest;                                                                                      \
      ++quotient;                                                                                                 \
    }                                                                                                             \
    const int low = (int)(quotient & 0x7f);                                                                       \
    *result = ((as_##bits_type(a) ^ as_##bits_type(b)) >> (W - 1)) != 0 ? -low : low;                             \
    const bits_type flipped = rounds_up ? sign ^ (bits_type)1 << (W - 1) : sign;                                  \
    /* An exact multiple keeps the sign of a. */                                                                  \
    return as_##real((rest == 0 ? sign : flipped) | assemble_##suffix(rest, exponent));                           \
  }                                                                                                               \
  real __kiln_remainder_##suffix(real a, real b) {                                                                \
    int quotient;                                                                                                 \
    return __kiln_remquo_##suffix(a, b, &quotient);                                                               \
  }

KILN_DEFINE_REMAINDER(f32, float, uint, 32, 24, 255)
KILN_DEFINE_REMAINDER(f64, double, ulong, 64, 53, 2047)
