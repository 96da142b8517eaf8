#include "harness/values/ulp.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace kiln::harness {
namespace {

TEST(Ulp, CountsSteps) {
  EXPECT_EQ(UlpDistance(1.0F, 1.0F), 0U);
  EXPECT_EQ(UlpDistance(1.0F, std::nextafter(1.0F, 2.0F)), 1U);
  EXPECT_EQ(UlpDistance(1.0F, 2.0F), 1U << 23);
  EXPECT_EQ(UlpDistance(1.0, 2.0), std::uint64_t{1} << 52);
  EXPECT_EQ(HalfUlpDistance(0x3C00, 0x4000), 1U << 10);
}

TEST(Ulp, CrossesZero) {
  const float tiny = std::numeric_limits<float>::denorm_min();
  EXPECT_EQ(UlpDistance(0.0F, -0.0F), 0U);
  EXPECT_EQ(UlpDistance(tiny, -tiny), 2U);
  EXPECT_EQ(HalfUlpDistance(0x8001, 0x0001), 2U);
}

TEST(Ulp, NansAndInfinities) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float inf = std::numeric_limits<float>::infinity();
  EXPECT_EQ(UlpDistance(nan, -nan), 0U);
  EXPECT_EQ(UlpDistance(nan, 0.0F), kUlpNever);
  EXPECT_EQ(UlpDistance(inf, nan), kUlpNever);
  EXPECT_EQ(UlpDistance(inf, std::numeric_limits<float>::max()), 1U);
  EXPECT_EQ(HalfUlpDistance(0x7E00, 0x7C00), kUlpNever);
}

TEST(Ulp, TheWidestDistanceOfDoublesDoesNotOverflow) {
  const double max = std::numeric_limits<double>::max();
  EXPECT_EQ(UlpDistance(max, -max), 2 * std::uint64_t{0x7FEFFFFFFFFFFFFF});
}

}  // namespace
}  // namespace kiln::harness
