#include "harness/values/ulp.h"

#include <bit>

namespace kiln::harness {
namespace {

// Sign and magnitude -> a number that counts the format's values in order, with both zeros at 0.
template <typename Signed, typename Unsigned>
Signed Ordered(Unsigned bits) {
  constexpr Unsigned kSign = Unsigned{1} << (sizeof(Unsigned) * 8 - 1);
  const auto magnitude = static_cast<Signed>(bits & static_cast<Unsigned>(~kSign));
  return static_cast<Signed>((bits & kSign) != 0 ? -magnitude : magnitude);
}

template <typename Signed, typename Unsigned>
std::uint64_t Distance(Unsigned a, Unsigned b, Unsigned infinity) {
  constexpr Unsigned kSign = Unsigned{1} << (sizeof(Unsigned) * 8 - 1);
  constexpr auto kMagnitude = static_cast<Unsigned>(~kSign);
  const bool a_nan = (a & kMagnitude) > infinity;
  const bool b_nan = (b & kMagnitude) > infinity;
  if (a_nan || b_nan) return a_nan == b_nan ? 0 : kUlpNever;
  const auto x = static_cast<std::int64_t>(Ordered<Signed>(a));
  const auto y = static_cast<std::int64_t>(Ordered<Signed>(b));
  // The difference of two 64-bit magnitudes can need 64 bits: subtract as unsigned.
  return x > y ? static_cast<std::uint64_t>(x) - static_cast<std::uint64_t>(y)
               : static_cast<std::uint64_t>(y) - static_cast<std::uint64_t>(x);
}

}  // namespace

std::uint64_t UlpDistance(double a, double b) {
  return Distance<std::int64_t>(std::bit_cast<std::uint64_t>(a), std::bit_cast<std::uint64_t>(b),
                                std::uint64_t{0x7FF0000000000000});
}
std::uint64_t UlpDistance(float a, float b) {
  return Distance<std::int32_t>(std::bit_cast<std::uint32_t>(a), std::bit_cast<std::uint32_t>(b),
                                std::uint32_t{0x7F800000});
}
std::uint64_t HalfUlpDistance(std::uint16_t a, std::uint16_t b) {
  return Distance<std::int16_t>(a, b, std::uint16_t{0x7C00});
}

}  // namespace kiln::harness
