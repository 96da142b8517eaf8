#include "harness/values/half.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace kiln::harness {
namespace {

TEST(Half, EveryHalfSurvivesTheWayThroughDouble) {
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const auto half = static_cast<std::uint16_t>(bits);
    const double value = HalfToDouble(half);
    if (std::isnan(value)) {
      EXPECT_TRUE(std::isnan(HalfToDouble(DoubleToHalf(value)))) << bits;
    } else {
      EXPECT_EQ(DoubleToHalf(value), half) << bits;
    }
  }
}

TEST(Half, KnownValues) {
  EXPECT_EQ(HalfToDouble(0x3C00), 1.0);
  EXPECT_EQ(HalfToDouble(0xC000), -2.0);
  EXPECT_EQ(HalfToDouble(0x7BFF), 65504.0);
  EXPECT_EQ(HalfToDouble(0x0001), std::ldexp(1.0, -24));
  EXPECT_EQ(HalfToDouble(0x03FF), std::ldexp(1023.0, -24));
  EXPECT_EQ(HalfToDouble(0x0400), std::ldexp(1.0, -14));
  EXPECT_TRUE(std::signbit(HalfToDouble(0x8000)));
  EXPECT_EQ(HalfToDouble(0xFC00), -std::numeric_limits<double>::infinity());
}

TEST(Half, RoundsToNearestWithTiesToEven) {
  EXPECT_EQ(DoubleToHalf(2049.0), 0x6800);  // between 2048 and 2050: even is 2048
  EXPECT_EQ(DoubleToHalf(2051.0), 0x6802);  // between 2050 and 2052: even is 2052
  EXPECT_EQ(DoubleToHalf(2049.0001), 0x6801);
  EXPECT_EQ(DoubleToHalf(std::ldexp(1.0, -25)), 0x0000);  // half of the smallest: to even
  EXPECT_EQ(DoubleToHalf(std::ldexp(1.5, -25)), 0x0001);
  EXPECT_EQ(DoubleToHalf(std::ldexp(1023.75, -24)), 0x0400);  // carries into the smallest normal
  EXPECT_EQ(DoubleToHalf(65519.99), 0x7BFF);
  EXPECT_EQ(DoubleToHalf(65520.0), 0x7C00);
  EXPECT_EQ(DoubleToHalf(-1e300), 0xFC00);
}

}  // namespace
}  // namespace kiln::harness
