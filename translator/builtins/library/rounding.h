// Packs an exact value, sign * mantissa * 2^exponent, into an IEEE format with a chosen rounding. All in integers: no
// device setting (flushed subnormals, rounding left open by Vulkan) can change a bit.
#ifndef KILN_LIBRARY_ROUNDING_H_
#define KILN_LIBRARY_ROUNDING_H_

enum { kToNearestEven = 0, kToZero = 1, kToPositive = 2, kToNegative = 3 };

#define KILN_CLZ_32(x) __builtin_clz(x)
#define KILN_CLZ_64(x) __builtin_clzl(x)

// name: the function; W: width of the working integer `word`; bits_type: the format's bits; P: mantissa bits with the
// implicit one; EMAX: largest exponent (its negation plus 1 is the smallest normal one). W must exceed P by two or
// more. A value that does not fit `word` comes with its lost bits or-ed into the lowest.
#define KILN_DEFINE_PACK(name, word, W, bits_type, P, EMAX)                                                       \
  static inline bits_type name(uint is_negative, word mantissa, int exponent, uint mode) {                        \
    const word half_way = (word)1 << (W - 1);                                                                     \
    const word infinity = (word)(2 * EMAX + 1) << (P - 1);                                                        \
    const bits_type sign = is_negative ? (bits_type)((bits_type)1 << (sizeof(bits_type) * 8 - 1)) : (bits_type)0; \
    if (mantissa == 0) {                                                                                          \
      return sign;                                                                                                \
    }                                                                                                             \
    const int leading = KILN_CLZ_##W(mantissa);                                                                   \
    mantissa <<= leading;                                                                                         \
    exponent += W - 1 - leading; /* of the leading bit */                                                         \
    int dropped = W - P;                                                                                          \
    int biased = exponent + EMAX - 1; /* so that the implicit bit adds the missing one */                         \
    if (biased < 0) {                                                                                             \
      dropped -= biased;                                                                                          \
      biased = 0;                                                                                                 \
      if (dropped > W) {                                                                                          \
        dropped = W;                                                                                              \
        mantissa = 1;                                                                                             \
      }                                                                                                           \
    }                                                                                                             \
    word kept = dropped == W ? (word)0 : mantissa >> (dropped & (W - 1));                                         \
    const word lost = mantissa << (W - dropped);                                                                  \
    const bool away = is_negative ? mode == kToNegative : mode == kToPositive;                                    \
    const bool to_even = lost > half_way || (lost == half_way && (kept & 1) != 0);                                \
    if (mode == kToNearestEven ? to_even : away && lost != 0) {                                                   \
      ++kept;                                                                                                     \
    }                                                                                                             \
    word packed = ((word)biased << (P - 1)) + kept;                                                               \
    if (exponent > EMAX || packed >= infinity) {                                                                  \
      packed = mode == kToNearestEven || away ? infinity : infinity - 1;                                          \
    }                                                                                                             \
    return sign | (bits_type)packed;                                                                              \
  }

#endif  // KILN_LIBRARY_ROUNDING_H_
