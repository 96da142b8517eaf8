// Builtins of floats and doubles with exact results, compared with the C library's.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "translator/passes/builtins/testing/exact_values.h"

namespace kiln::translator::builtins {
namespace {

using testing::Compile;
using testing::Name;
using testing::Reals;

// Bits of float and double results, so that signs of zero count; NaN equals NaN.
template <typename Real>
void ExpectSame(Real expected, Real got, const std::string& what) {
  if (std::isnan(expected)) {
    ASSERT_TRUE(std::isnan(got)) << what;
  } else {
    ASSERT_TRUE(expected == got && std::signbit(expected) == std::signbit(got))
        << what << ": " << expected << " is not " << got;
  }
}

template <typename Real>
void CheckExponentFunctions() {
  const std::string type = Name<Real>();
  std::vector<Real> a = Reals<Real>(3000);
  a.push_back(std::numeric_limits<Real>::quiet_NaN());
  std::mt19937 random(11);
  std::vector<std::int32_t> b(a.size());
  for (std::int32_t& value : b) {
    value = static_cast<std::int32_t>(random() % 5000) - 2500;
  }
  const auto count = static_cast<std::uint32_t>(a.size());
  std::vector<Real> r(a.size());
  Compile(type, "int", "int", type, "r[i] = ldexp(a[i], b[i]);").Run(a.data(), b.data(), nullptr, r.data(), count);
  for (std::size_t i = 0; i < a.size(); ++i) {
    ExpectSame(std::ldexp(a[i], b[i]), r[i], "ldexp " + std::to_string(a[i]) + " " + std::to_string(b[i]));
  }
  Compile(type, "int", "int", type, "r[i] = logb(a[i]);").Run(a.data(), nullptr, nullptr, r.data(), count);
  for (std::size_t i = 0; i < a.size(); ++i) {
    ExpectSame(std::logb(a[i]), r[i], "logb " + std::to_string(a[i]));
  }
  std::vector<std::int32_t> integers(a.size());
  Compile(type, "int", "int", "int", "r[i] = ilogb(a[i]);").Run(a.data(), nullptr, nullptr, integers.data(), count);
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::int32_t expected = a[i] == 0 ? INT32_MIN : std::isfinite(a[i]) ? std::ilogb(a[i]) : INT32_MAX;
    ASSERT_EQ(expected, integers[i]) << "ilogb " << a[i];
  }
  Compile(type, "int", "int", type, "int e; r[2*i] = frexp(a[i], &e); r[2*i+1] = e;")
      .Run(a.data(), nullptr, nullptr, (r.resize(2 * a.size()), r.data()), count);
  for (std::size_t i = 0; i < a.size(); ++i) {
    int exponent = 0;
    ExpectSame(std::frexp(a[i], &exponent), r[2 * i], "frexp " + std::to_string(a[i]));
    if (std::isfinite(a[i])) {
      ASSERT_EQ(exponent, r[2 * i + 1]);
    }
  }
}

TEST(Floats, ExponentFunctions) {
  CheckExponentFunctions<float>();
  CheckExponentFunctions<double>();
}

template <typename Real>
void CheckPairs() {
  const std::string type = Name<Real>();
  std::vector<Real> a = Reals<Real>(3000);
  std::vector<Real> b = a;
  std::shuffle(b.begin(), b.end(), std::mt19937(5));
  for (std::size_t i = 0; i < 300; ++i) {
    b[i] = a[i];
  }
  const auto count = static_cast<std::uint32_t>(a.size());
  std::vector<Real> r(2 * a.size());
  Compile(type, type, "int", type, "r[i] = nextafter(a[i], b[i]);").Run(a.data(), b.data(), nullptr, r.data(), count);
  for (std::size_t i = 0; i < a.size(); ++i) {
    ExpectSame(std::nextafter(a[i], b[i]), r[i], "nextafter " + std::to_string(a[i]) + " " + std::to_string(b[i]));
  }
  Compile(type, type, "int", type, "int q; r[2*i] = remquo(a[i], b[i], &q); r[2*i+1] = q;")
      .Run(a.data(), b.data(), nullptr, r.data(), count);
  for (std::size_t i = 0; i < a.size(); ++i) {
    int quotient = 0;
    const Real expected = std::remquo(a[i], b[i], &quotient);
    ExpectSame(expected, r[2 * i], "remquo " + std::to_string(a[i]) + " " + std::to_string(b[i]));
    if (!std::isnan(expected)) {  // C promises three bits, OpenCL seven
      const int got = static_cast<int>(r[2 * i + 1]);
      ASSERT_EQ(std::abs(quotient) & 7, std::abs(got) & 7);
      ASSERT_LE(std::abs(got), 127);
      ASSERT_TRUE(got == 0 || (got < 0) == (std::signbit(a[i]) != std::signbit(b[i])));
    }
  }
  Compile(type, type, "int", type, "r[i] = fmod(a[i], b[i]);").Run(a.data(), b.data(), nullptr, r.data(), count);
  for (std::size_t i = 0; i < a.size(); ++i) {
    ExpectSame(std::fmod(a[i], b[i]), r[i], "fmod " + std::to_string(a[i]) + " " + std::to_string(b[i]));
  }
  Compile(type, "int", "int", type, type + " w; r[2*i] = modf(a[i], &w); r[2*i+1] = w;")
      .Run(a.data(), nullptr, nullptr, r.data(), count);
  for (std::size_t i = 0; i < a.size(); ++i) {
    Real whole = 0;
    ExpectSame(std::modf(a[i], &whole), r[2 * i], "modf " + std::to_string(a[i]));
    ExpectSame(whole, r[2 * i + 1], "whole part of " + std::to_string(a[i]));
  }
  Compile(type, "int", "int", type, type + " w; r[2*i] = fract(a[i], &w); r[2*i+1] = w;")
      .Run(a.data(), nullptr, nullptr, r.data(), count);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isfinite(a[i])) {
      const Real limit = 1 - std::numeric_limits<Real>::epsilon() / 2;
      ASSERT_EQ(std::fmin(a[i] - std::floor(a[i]), limit), r[2 * i]) << a[i];
      ASSERT_EQ(std::floor(a[i]), r[2 * i + 1]);
    } else {
      ASSERT_EQ(0, r[2 * i]);
    }
  }
}

TEST(Floats, NeighboursAndRemainders) {
  CheckPairs<float>();
  CheckPairs<double>();
}

TEST(Floats, MinimumAndMaximumIgnoreNan) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const std::vector<float> a = {nan, 1, nan, -2}, b = {1, nan, nan, 5};
  std::vector<float> r(4);
  Compile("float", "float", "int", "float", "r[i] = fmax(a[i], b[i]);").Run(a.data(), b.data(), nullptr, r.data(), 4);
  EXPECT_EQ(1, r[0]);
  EXPECT_EQ(1, r[1]);
  EXPECT_TRUE(std::isnan(r[2]));
  EXPECT_EQ(5, r[3]);
  Compile("float", "float", "int", "float", "r[i] = sign(a[i]);").Run(a.data(), b.data(), nullptr, r.data(), 4);
  EXPECT_EQ(0, r[0]);
  EXPECT_EQ(-1, r[3]);
}

}  // namespace
}  // namespace kiln::translator::builtins
