#include "harness/values/half.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kiln::harness {

double HalfToDouble(std::uint16_t bits) {
  const bool negative = (bits & 0x8000U) != 0;
  const int exponent = (bits >> 10) & 0x1F;
  const int fraction = bits & 0x3FF;
  double magnitude = 0;
  if (exponent == 0x1F) {
    magnitude = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  } else if (exponent == 0) {
    magnitude = std::ldexp(fraction, -24);
  } else {
    magnitude = std::ldexp(fraction + 0x400, exponent - 25);
  }
  return std::copysign(magnitude, negative ? -1.0 : 1.0);
}

std::uint16_t DoubleToHalf(double value) {
  const std::uint16_t sign = std::signbit(value) ? 0x8000U : 0U;
  if (std::isnan(value)) return sign | 0x7E00U;
  const double magnitude = std::fabs(value);
  // Halfway between the largest half, 65504, and 2^16: rounds to even, which is infinity.
  if (magnitude >= 65520.0) return sign | 0x7C00U;
  if (magnitude == 0) return sign;
  // In units of the last place, the rounding is to an integer; nearbyint breaks ties to even in the default mode.
  const int exponent = std::max(std::ilogb(magnitude), -14);
  const auto units = static_cast<std::uint32_t>(std::nearbyint(std::ldexp(magnitude, 10 - exponent)));
  // units is 0..0x400 for subnormals and 0x400..0x800 otherwise: a carry moves into the exponent field by itself.
  const std::uint32_t biased = static_cast<std::uint32_t>(exponent + 14) << 10;
  return static_cast<std::uint16_t>(sign | (biased + units));
}

}  // namespace kiln::harness
