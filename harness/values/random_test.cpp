#include "harness/values/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "harness/values/number.h"

namespace kiln::harness {
namespace {

// The first outputs for seed 1234567, as published with the reference implementation in C.
TEST(SplitMix64, MatchesTheReference) {
  SplitMix64 random(1234567);
  EXPECT_EQ(random.Next(), 6457827717110365317U);
  EXPECT_EQ(random.Next(), 3203168211198807973U);
  EXPECT_EQ(random.Next(), 9817491932198370423U);
}

TEST(FillRandom, FloatingValuesLieInTheHalfOpenInterval) {
  for (const Scalar scalar : {Scalar::kHalf, Scalar::kFloat, Scalar::kDouble}) {
    std::vector<std::byte> bytes(20000 * SizeOf(scalar));
    FillRandom(scalar, 7, bytes);
    double sum = 0;
    double largest = -2;
    double smallest = 2;
    for (std::size_t i = 0; i < 20000; ++i) {
      const double value = LoadDouble(scalar, bytes.data() + i * SizeOf(scalar));
      sum += value;
      largest = std::max(largest, value);
      smallest = std::min(smallest, value);
    }
    EXPECT_GE(smallest, -1.0);
    EXPECT_LT(largest, 1.0);
    EXPECT_GT(largest, 0.99);
    EXPECT_LT(smallest, -0.99);
    EXPECT_NEAR(sum / 20000, 0.0, 0.02);
  }
}

TEST(FillRandom, SeedsDifferAndRepeat) {
  std::vector<std::byte> a(64), b(64), c(64);
  FillRandom(Scalar::kUint, 1, a);
  FillRandom(Scalar::kUint, 1, b);
  FillRandom(Scalar::kUint, 2, c);
  EXPECT_EQ(a, b);
  EXPECT_NE(a, c);
}

}  // namespace
}  // namespace kiln::harness
