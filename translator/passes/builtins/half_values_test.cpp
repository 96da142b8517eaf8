// Halves from and to other numbers, and their arithmetic, compared with a search among all halves.
#include <gtest/gtest.h>

#include <bit>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "translator/passes/builtins/testing/exact_values.h"

namespace kiln::translator::builtins {
namespace {

using testing::Compile;
using testing::JitKernel;
using testing::kModes;
using testing::Mode;
using testing::Name;
using testing::Reals;

// The value of a half's bits, and the half that the mode picks for a double: by search among all, in order of value.
double HalfValue(std::uint16_t bits) {
  const int exponent = bits >> 10 & 0x1f;
  const int fraction = bits & 0x3ff;
  const double magnitude = exponent == 0    ? std::ldexp(fraction, -24)
                           : exponent == 31 ? (fraction == 0 ? INFINITY : NAN)
                                            : std::ldexp(1024 + fraction, exponent - 25);
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}
std::uint16_t HalfBits(double value, int mode) {
  const std::uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  const double magnitude = std::fabs(value);
  std::uint16_t below = 0;  // largest half not above the magnitude
  for (std::uint16_t step = 0x4000; step != 0; step /= 2) {
    if (below + step <= 0x7c00 && HalfValue(static_cast<std::uint16_t>(below + step)) <= magnitude) {
      below = static_cast<std::uint16_t>(below + step);
    }
  }
  if (HalfValue(below) == magnitude) {
    return sign | below;
  }
  const auto above = static_cast<std::uint16_t>(below + 1);
  // Infinity lies where the next half would be: 65536.
  const double next = above == 0x7c00 ? 65536.0 : HalfValue(above);
  const double middle = (HalfValue(below) + next) / 2;
  bool up = false;
  switch (mode) {
    case FE_TONEAREST:
      up = magnitude > middle || (magnitude == middle && (below & 1) != 0);
      break;
    case FE_UPWARD:
      up = sign == 0;
      break;
    case FE_DOWNWARD:
      up = sign != 0;
      break;
    default:
      break;
  }
  return sign | (up ? above : below);
}

template <typename From>
void CheckNarrowingToHalf() {
  const std::vector<From> a = Reals<From>(4000);
  std::vector<std::uint16_t> r(a.size());
  for (const Mode& mode : kModes) {
    for (const std::string& statement : {std::string("vstore_half") + mode.suffix + "(a[i], i, r);",
                                         std::string("r[i] = convert_half") + mode.suffix + "(a[i]);"}) {
      const JitKernel kernel = Compile(Name<From>(), "int", "int", "half", statement);
      kernel.Run(a.data(), nullptr, nullptr, r.data(), static_cast<std::uint32_t>(a.size()));
      for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_EQ(HalfBits(static_cast<double>(a[i]), mode.host), r[i])
            << Name<From>() << " " << a[i] << ": " << statement;
      }
    }
  }
}

TEST(Halves, FloatsNarrow) {
  CheckNarrowingToHalf<float>();
}
TEST(Halves, DoublesNarrow) {
  CheckNarrowingToHalf<double>();
}

TEST(Halves, AllWidenWithAndWithoutDeviceSupport) {
  std::vector<std::uint16_t> a(65536);
  for (std::size_t i = 0; i < a.size(); ++i) {
    a[i] = static_cast<std::uint16_t>(i);
  }
  TargetProfile without;
  without.float16 = false;
  for (const TargetProfile& profile : {TargetProfile(), without}) {
    std::vector<float> r(a.size());
    const JitKernel kernel = Compile("half", "int", "int", "float", "r[i] = vload_half(i, a);", profile);
    kernel.Run(a.data(), nullptr, nullptr, r.data(), static_cast<std::uint32_t>(a.size()));
    for (std::size_t i = 0; i < a.size(); ++i) {
      const double expected = HalfValue(a[i]);
      ASSERT_TRUE(std::isnan(expected) ? std::isnan(r[i])
                                       : expected == r[i] && std::signbit(expected) == std::signbit(r[i]))
          << i;
    }
  }
}

TEST(Halves, FmaRoundsOnce) {
  std::mt19937 random(3);
  std::vector<std::uint16_t> a(200000), b(a.size()), c(a.size()), r(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    a[i] = static_cast<std::uint16_t>(random());
    b[i] = static_cast<std::uint16_t>(random());
    c[i] = static_cast<std::uint16_t>(random());
  }
  const JitKernel kernel = Compile("half", "half", "half", "half", "r[i] = fma(a[i], b[i], c[i]);");
  kernel.Run(a.data(), b.data(), c.data(), r.data(), static_cast<std::uint32_t>(a.size()));
  for (std::size_t i = 0; i < a.size(); ++i) {
    const long double exact = static_cast<long double>(HalfValue(a[i])) * HalfValue(b[i]) + HalfValue(c[i]);
    if (std::isnan(exact)) {
      ASSERT_TRUE(std::isnan(HalfValue(r[i])));
      continue;
    }
    // 64 bits hold every sum near enough to a tie; rounding it to double must not make one.
    double rounded = static_cast<double>(exact);
    if (static_cast<long double>(rounded) != exact && (std::bit_cast<std::uint64_t>(rounded) & 1) == 0) {
      rounded = std::nextafter(rounded, exact > rounded ? INFINITY : -INFINITY);
    }
    ASSERT_EQ(HalfBits(rounded, FE_TONEAREST), r[i])
        << HalfValue(a[i]) << " * " << HalfValue(b[i]) << " + " << HalfValue(c[i]);
  }
}

}  // namespace
}  // namespace kiln::translator::builtins
