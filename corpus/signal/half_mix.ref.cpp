#include <algorithm>
#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {
namespace {

double HalfToDouble(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 31;
  const int mantissa = bits & 1023;
  const double magnitude = exponent == 0 ? std::ldexp(mantissa, -24) : std::ldexp(1024 + mantissa, exponent - 25);
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

// For |value| <= 1. std::nearbyint rounds half to even.
std::uint16_t DoubleToHalf(double value, bool toward_zero) {
  const std::uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  const double magnitude = std::fabs(value);
  if (magnitude == 0) return sign;
  int exponent = 0;
  std::frexp(magnitude, &exponent);
  // Quantum of the binade [2^(exponent-1), 2^exponent), no finer than that of the denormals.
  const int quantum = std::max(exponent - 11, -24);
  const double scaled = std::ldexp(magnitude, -quantum);
  const int units = static_cast<int>(toward_zero ? std::trunc(scaled) : std::nearbyint(scaled));
  // The units hold the hidden bit, which completes the exponent field; a carry moves into it by itself.
  return static_cast<std::uint16_t>(sign | (((quantum + 24) << 10) + units));
}

}  // namespace

Workload HalfMix() {
  constexpr std::uint32_t kCount = 400003;
  constexpr float kGainA = 0.75f;
  constexpr float kGainB = -0.5f;
  Random random(54);
  std::vector<std::uint16_t> a(kCount);
  std::vector<std::uint16_t> b(kCount);
  for (std::uint32_t i = 0; i < kCount; ++i) {
    a[i] = DoubleToHalf((random.Below(8193) - 4096.0) / 4096, false);
    b[i] = DoubleToHalf((random.Below(8193) - 4096.0) / 4096, false);
    if (i % 10 == 0) {  // denormal halves must survive
      a[i] &= 0x83FF;
      b[i] &= 0x83FF;
    }
  }

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId b_buffer = work.Input("b", b);
  const BufferId out = work.Output<std::uint16_t>("out", kCount);
  work.Run("half_mix", {100096}, {64}, {a_buffer, b_buffer, out, Value(kGainA), Value(kGainB), Value(kCount)});

  // The float arithmetic is exact here: multiples of 2^-12 (or of 2^-24, all tiny) times two-bit gains.
  std::vector<std::uint16_t> expected(kCount);
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const double mixed = HalfToDouble(a[i]) * kGainA + HalfToDouble(b[i]) * kGainB;
    expected[i] = DoubleToHalf(std::clamp(mixed, -1.0, 1.0), i / 4 == kCount / 4);
  }
  work.Expect(out, expected);
  return work;
}

}  // namespace kiln::corpus
