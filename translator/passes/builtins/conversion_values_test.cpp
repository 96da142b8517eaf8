// Conversions of numbers in every rounding mode, compared with the host's.
#include <gtest/gtest.h>

#include <bit>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "translator/passes/builtins/testing/exact_values.h"

namespace kiln::translator::builtins {
namespace {

using testing::CheckInteger;
using testing::Clamp;
using testing::Compile;
using testing::Integers;
using testing::JitKernel;
using testing::kModes;
using testing::Mode;
using testing::Name;
using testing::Reals;
using testing::Wide;

template <typename T>
class IntegerConversions : public ::testing::Test {};
TYPED_TEST_SUITE(IntegerConversions, testing::IntegerTypes);

template <typename From, typename To>
void CheckIntegerConversion() {
  const std::string to = Name<To>();
  CheckInteger<From>("convert_" + to + "(a[i])", [](From a, From, From) { return static_cast<To>(a); });
  CheckInteger<From>("convert_" + to + "_sat(a[i])", [](From a, From, From) { return Clamp<To>(Wide(a)); });
}

TYPED_TEST(IntegerConversions, ConversionsBetweenIntegers) {
  CheckIntegerConversion<TypeParam, std::int8_t>();
  CheckIntegerConversion<TypeParam, std::uint8_t>();
  CheckIntegerConversion<TypeParam, std::int16_t>();
  CheckIntegerConversion<TypeParam, std::uint16_t>();
  CheckIntegerConversion<TypeParam, std::int32_t>();
  CheckIntegerConversion<TypeParam, std::uint32_t>();
  CheckIntegerConversion<TypeParam, std::int64_t>();
  CheckIntegerConversion<TypeParam, std::uint64_t>();
}

// Runs `compute` with the host's rounding mode set; the volatile copies keep the compiler from computing elsewhere.
template <typename To, typename From>
To RoundedOnHost(From value, int mode) {
  volatile From source = value;
  std::fesetround(mode);
  volatile To result = static_cast<To>(source);
  std::fesetround(FE_TONEAREST);
  return result;
}

template <typename From, typename To>
void CheckRoundedFromInteger() {
  const std::vector<From> a = Integers<From>(3000, 5);
  std::vector<To> r(a.size());
  for (const Mode& mode : kModes) {
    const JitKernel kernel = Compile(Name<From>(), "int", "int", Name<To>(),
                                     std::string("r[i] = convert_") + Name<To>() + mode.suffix + "(a[i]);");
    kernel.Run(a.data(), nullptr, nullptr, r.data(), static_cast<std::uint32_t>(a.size()));
    for (std::size_t i = 0; i < a.size(); ++i) {
      ASSERT_EQ(RoundedOnHost<To>(a[i], mode.host), r[i]) << Name<From>() << " " << a[i] << mode.suffix;
    }
  }
}

TEST(Conversions, IntegersToFloatsRound) {
  CheckRoundedFromInteger<std::int32_t, float>();
  CheckRoundedFromInteger<std::uint32_t, float>();
  CheckRoundedFromInteger<std::int64_t, float>();
  CheckRoundedFromInteger<std::uint64_t, float>();
  CheckRoundedFromInteger<std::int64_t, double>();
  CheckRoundedFromInteger<std::uint64_t, double>();
}

// Rounds on the host in the given mode; ties and all.
template <typename Real>
Real RoundToInteger(Real value, int mode) {
  std::fesetround(mode);
  volatile Real source = value;
  volatile Real result = std::nearbyint(source);
  std::fesetround(FE_TONEAREST);
  return result;
}

template <typename From, typename To>
void CheckSaturatingFromReal() {
  std::vector<From> a = Reals<From>(2000);
  std::vector<To> r(a.size());
  for (const Mode& mode : kModes) {
    const JitKernel kernel = Compile(Name<From>(), "int", "int", Name<To>(),
                                     std::string("r[i] = convert_") + Name<To>() + "_sat" + mode.suffix + "(a[i]);");
    kernel.Run(a.data(), nullptr, nullptr, r.data(), static_cast<std::uint32_t>(a.size()));
    for (std::size_t i = 0; i < a.size(); ++i) {
      const From rounded = RoundToInteger(a[i], mode.host);
      const double beyond = std::ldexp(1.0, std::numeric_limits<To>::digits);
      To expected = 0;
      if (static_cast<double>(rounded) >= beyond) {
        expected = std::numeric_limits<To>::max();
      } else if (static_cast<double>(rounded) <= static_cast<double>(std::numeric_limits<To>::min())) {
        expected = std::numeric_limits<To>::min();
      } else {
        expected = static_cast<To>(rounded);
      }
      ASSERT_EQ(expected, r[i]) << Name<From>() << " " << a[i] << " to " << Name<To>() << mode.suffix;
    }
  }
  // NaN saturates to zero.
  const From nan = std::numeric_limits<From>::quiet_NaN();
  const JitKernel kernel =
      Compile(Name<From>(), "int", "int", Name<To>(), std::string("r[i] = convert_") + Name<To>() + "_sat(a[i]);");
  To result = 1;
  kernel.Run(&nan, nullptr, nullptr, &result, 1);
  EXPECT_EQ(0, result);
}

TYPED_TEST(IntegerConversions, SaturatingConversionsFromFloats) {
  CheckSaturatingFromReal<float, TypeParam>();
  CheckSaturatingFromReal<double, TypeParam>();
}

TEST(Conversions, DoublesToFloatsRound) {
  const std::vector<double> a = Reals<double>(4000);
  std::vector<float> r(a.size());
  for (const Mode& mode : kModes) {
    const JitKernel kernel =
        Compile("double", "int", "int", "float", std::string("r[i] = convert_float") + mode.suffix + "(a[i]);");
    kernel.Run(a.data(), nullptr, nullptr, r.data(), static_cast<std::uint32_t>(a.size()));
    for (std::size_t i = 0; i < a.size(); ++i) {
      ASSERT_EQ(std::bit_cast<std::uint32_t>(RoundedOnHost<float>(a[i], mode.host)), std::bit_cast<std::uint32_t>(r[i]))
          << a[i] << mode.suffix;
    }
  }
}

}  // namespace
}  // namespace kiln::translator::builtins
