#include "harness/values/compare.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "harness/values/half.h"
#include "harness/values/ulp.h"

namespace kiln::harness {
namespace {

template <typename T>
Comparison Check(Element element, const std::vector<T>& actual, const std::vector<T>& expected,
                 const Tolerance& tolerance = {}) {
  auto result = Compare(element, std::as_bytes(std::span(actual)), std::as_bytes(std::span(expected)), tolerance);
  EXPECT_TRUE(result);
  return *result;
}
const float kNan = std::numeric_limits<float>::quiet_NaN();
const float kInf = std::numeric_limits<float>::infinity();

TEST(Compare, EqualValuesPass) {
  const auto result = Check<float>({Scalar::kFloat}, {1, kNan, kInf, 0.0F}, {1, -kNan, kInf, -0.0F});
  EXPECT_TRUE(result.ok());
  EXPECT_EQ(result.checked, 4U);
}

TEST(Compare, NanAndInfinityAreNeverNearANumber) {
  const Tolerance wide = {.ulp = 1U << 30, .absolute = 1e30, .relative = 10, .spacing = 1000};
  EXPECT_EQ(Check<float>({Scalar::kFloat}, {1, 1, kNan, kInf, -kInf}, {kNan, kInf, 1, 1, kInf}, wide).differing, 5U);
}

TEST(Compare, AnyValueMayMeetNanAndInfinity) {
  const Tolerance any = {.any_for_nonfinite = true};
  EXPECT_TRUE(Check<float>({Scalar::kFloat}, {1, kInf, kNan}, {kNan, kNan, -kInf}, any).ok());
  EXPECT_EQ(Check<float>({Scalar::kFloat}, {kNan, kInf, 2}, {1, 1, 1}, any).differing, 3U);
}

TEST(Compare, DenormalsMayBeZero) {
  const float denormal = 1e-42F;
  const float least = std::numeric_limits<float>::min();
  const Tolerance zero = {.denormals_are_zero = true};
  EXPECT_EQ(Check<float>({Scalar::kFloat}, {denormal, 0}, {0, denormal}).differing, 2U);
  EXPECT_TRUE(Check<float>({Scalar::kFloat}, {denormal, 0, -denormal}, {0, denormal, denormal}, zero).ok());
  EXPECT_EQ(Check<float>({Scalar::kFloat}, {least, 0}, {0, least}, zero).differing, 2U);
  EXPECT_TRUE(Check<double>({Scalar::kDouble}, {1e-310}, {0}, zero).ok());
  EXPECT_FALSE(Check<double>({Scalar::kDouble}, {1e-300}, {0}, zero).ok());
}

TEST(Compare, ReportsPlaceValuesAndDistance) {
  const auto result = Check<float>({Scalar::kFloat}, {1, 2, std::nextafter(3.0F, 4.0F)}, {1, 5, 3});
  EXPECT_EQ(result.differing, 2U);
  EXPECT_EQ(result.first[0].index, 1U);
  EXPECT_EQ(result.first[0].actual, "2");
  EXPECT_EQ(result.first[0].expected, "5");
  EXPECT_EQ(result.first[1].ulp, 1U);
}

TEST(Compare, UlpToleranceCountsSteps) {
  const float up = std::nextafter(1.0F, 2.0F);
  EXPECT_TRUE(Check<float>({Scalar::kFloat}, {up}, {1}, {.ulp = 1}).ok());
  EXPECT_FALSE(Check<float>({Scalar::kFloat}, {std::nextafter(up, 2.0F)}, {1}, {.ulp = 1}).ok());
}

// Below a power of two the steps are half as wide as above: the spacing rule measures with the step above.
TEST(Compare, SpacingToleranceMeasuresAwayFromZero) {
  const float down = std::nextafter(1.0F, 0.0F);
  const float down2 = std::nextafter(down, 0.0F);
  const float down3 = std::nextafter(down2, 0.0F);
  EXPECT_TRUE(Check<float>({Scalar::kFloat}, {down2}, {1}, {.spacing = 1}).ok());
  EXPECT_FALSE(Check<float>({Scalar::kFloat}, {down3}, {1}, {.spacing = 1}).ok());
  EXPECT_TRUE(Check<float>({Scalar::kFloat}, {-down2}, {-1}, {.spacing = 1}).ok());
}

TEST(Compare, SpacingToleranceOfTheWholeFractionAcceptsAnything) {
  EXPECT_TRUE(Check<float>({Scalar::kFloat}, {kNan, 5}, {1, kInf}, {.spacing = 1U << 24}).ok());
  EXPECT_FALSE(Check<double>({Scalar::kDouble}, {5}, {1}, {.spacing = 1U << 24}).ok());
  EXPECT_TRUE(Check<double>({Scalar::kDouble}, {5}, {1}, {.spacing = std::uint64_t{1} << 53}).ok());
}

TEST(Compare, SpacingOfSubnormalsAndHalves) {
  const float tiny = std::numeric_limits<float>::denorm_min();
  EXPECT_TRUE(Check<float>({Scalar::kFloat}, {2 * tiny}, {0}, {.spacing = 2}).ok());
  EXPECT_FALSE(Check<float>({Scalar::kFloat}, {3 * tiny}, {0}, {.spacing = 2}).ok());
  EXPECT_TRUE(Check<std::uint16_t>({Scalar::kHalf}, {0x3C02}, {0x3C00}, {.spacing = 2}).ok());
  EXPECT_FALSE(Check<std::uint16_t>({Scalar::kHalf}, {0x3C03}, {0x3C00}, {.spacing = 2}).ok());
}

TEST(Compare, AbsoluteAndRelativeTolerance) {
  EXPECT_TRUE(Check<float>({Scalar::kFloat}, {1.25F}, {1}, {.absolute = 0.25}).ok());
  EXPECT_FALSE(Check<float>({Scalar::kFloat}, {1.26F}, {1}, {.absolute = 0.25}).ok());
  EXPECT_TRUE(Check<float>({Scalar::kFloat}, {-110}, {-100}, {.relative = 0.1}).ok());
  EXPECT_FALSE(Check<float>({Scalar::kFloat}, {-111}, {-100}, {.relative = 0.1}).ok());
}

TEST(Compare, IntegersOfTheWholeRange) {
  EXPECT_TRUE(Check<std::int64_t>({Scalar::kLong}, {INT64_MIN + 2}, {INT64_MIN}, {.integer = 2}).ok());
  EXPECT_FALSE(Check<std::int64_t>({Scalar::kLong}, {INT64_MAX}, {INT64_MIN}, {.integer = 2}).ok());
  EXPECT_TRUE(Check<std::int8_t>({Scalar::kChar}, {-1}, {1}, {.integer = 2}).ok());
  EXPECT_FALSE(Check<std::uint8_t>({Scalar::kUchar}, {255}, {1}, {.integer = 2}).ok());
  EXPECT_FALSE(Check<std::uint64_t>({Scalar::kUlong}, {1}, {0}, {.ulp = 5}).ok()) << "ulp is for floating types";
}

TEST(Compare, PaddingOfThreeComponentVectorsIsIgnored) {
  const auto result = Check<int>({Scalar::kInt, 3}, {1, 2, 3, 99, 4, 5, 6, 99}, {1, 2, 3, 0, 4, 5, 7, 0});
  EXPECT_EQ(result.checked, 6U);
  EXPECT_EQ(result.differing, 1U);
  EXPECT_EQ(result.first[0].index, 5U);
}

TEST(Compare, DifferentSizesAreAnError) {
  const std::vector<int> two = {1, 2}, three = {1, 2, 3};
  EXPECT_FALSE(Compare({Scalar::kInt}, std::as_bytes(std::span(two)), std::as_bytes(std::span(three)), {}));
}

TEST(FormatIndex, FollowsTheShape) {
  const std::vector<std::size_t> shape = {2, 3, 4};
  EXPECT_EQ(FormatIndex(23, shape), "[1][2][3]");
  EXPECT_EQ(FormatIndex(0, shape), "[0][0][0]");
  EXPECT_EQ(FormatIndex(5, {}), "[5]");
  EXPECT_EQ(FormatIndex(9, std::vector<std::size_t>{4}, 4), "[2][1]");
}

TEST(Describe, SaysWhereWhatAndHowMany) {
  const auto result = Check<float>({Scalar::kFloat}, {1, 2, 3, 4}, {1, 2, 3, 5});
  EXPECT_EQ(Describe(result, std::vector<std::size_t>{2, 2}),
            "index [1][1]: got 4, expected 5 (2097152 ulp apart)\n1 of 4 values differ");
}

}  // namespace
}  // namespace kiln::harness
