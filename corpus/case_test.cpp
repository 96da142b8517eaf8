#include "corpus/case.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace kiln::corpus {
namespace {

template <typename T>
Comparison CompareValues(const std::vector<T>& expected, const std::vector<T>& actual, Tolerance tolerance = {}) {
  Workload work;
  work.Expect({0}, expected, tolerance);
  return Compare(work.checks[0], BytesOf(std::span<const T>(actual)));
}

TEST(CompareTest, ReportsTheFirstWrongElement) {
  const Comparison result = CompareValues<int>({1, 2, 3, 4}, {1, 20, 3, 5});
  EXPECT_EQ(result.checked, 4u);
  EXPECT_EQ(result.wrong, 2u);
  EXPECT_EQ(result.first_wrong, 1u);
  EXPECT_EQ(result.expected, 2);
  EXPECT_EQ(result.actual, 20);
  EXPECT_EQ(result.largest_error, 18);
}

TEST(CompareTest, WithoutToleranceOneUlpIsWrong) {
  EXPECT_TRUE(CompareValues<float>({1.0f}, {1.0f}).ok());
  EXPECT_FALSE(CompareValues<float>({1.0f}, {std::nextafter(1.0f, 2.0f)}).ok());
}

TEST(CompareTest, AbsoluteAndRelativeToleranceAdd) {
  const Tolerance tolerance = {.absolute = 0.5, .relative = 0.01};
  EXPECT_TRUE(CompareValues<double>({-100}, {-101.5}, tolerance).ok());
  EXPECT_FALSE(CompareValues<double>({-100}, {-101.75}, tolerance).ok());
}

TEST(CompareTest, NanMatchesOnlyNan) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(CompareValues<float>({nan}, {nan}).ok());
  EXPECT_FALSE(CompareValues<float>({nan}, {0}, {.absolute = 1}).ok());
  EXPECT_FALSE(CompareValues<float>({0}, {nan}, {.absolute = 1}).ok());
}

TEST(CompareTest, InfinityIsNotWithinARelativeTolerance) {
  const float infinity = std::numeric_limits<float>::infinity();
  EXPECT_TRUE(CompareValues<float>({infinity}, {infinity}, {.relative = 0.1}).ok());
  EXPECT_FALSE(CompareValues<float>({infinity}, {1}, {.relative = 0.1}).ok());
}

TEST(CompareTest, LargeIntegersCompareExactly) {
  EXPECT_FALSE(CompareValues<std::uint64_t>({1ull << 60}, {(1ull << 60) + 1}).ok());
}

TEST(CompareTest, MissingElementsAreWrong) {
  const Comparison result = CompareValues<short>({1, 2, 3}, {1});
  EXPECT_EQ(result.wrong, 2u);
  EXPECT_EQ(result.first_wrong, 1u);
}

TEST(CaseTest, ElementTypesFollowTheHostType) {
  EXPECT_EQ(ElementTypeOf<signed char>(), ElementType::kInt8);
  EXPECT_EQ(ElementTypeOf<std::uint16_t>(), ElementType::kUint16);
  EXPECT_EQ(ElementTypeOf<int>(), ElementType::kInt32);
  EXPECT_EQ(ElementTypeOf<std::uint64_t>(), ElementType::kUint64);
  EXPECT_EQ(ElementTypeOf<double>(), ElementType::kFloat64);
}

}  // namespace
}  // namespace kiln::corpus
