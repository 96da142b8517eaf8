// Builtins with exact results, executed on the host and compared with the host's own arithmetic.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "translator/passes/builtins/testing/jit_kernel.h"

namespace kiln::translator::builtins {
namespace {

using testing::JitKernel;

// __int128 without a pedantic warning.
__extension__ typedef __int128 Wide;

JitKernel Compile(const std::string& a, const std::string& b, const std::string& c, const std::string& result,
                  const std::string& statement, const TargetProfile& profile = {}) {
  const std::string source =
      "#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n#pragma OPENCL EXTENSION cl_khr_fp16 : enable\n"
      "kernel void k(global const " +
      a + "* a, global const " + b + "* b, global const " + c + "* c, global " + result +
      "* r, uint n) {\n  for (uint i = 0; i < n; ++i) { " + statement + " }\n}\n";
  auto kernel = JitKernel::Create(source, profile, {});
  EXPECT_TRUE(kernel.has_value()) << kernel.error().ToString() << "\n" << source;
  if (!kernel) {
    std::abort();
  }
  return std::move(*kernel);
}

template <typename T>
const char* Name();
template <>
const char* Name<std::int8_t>() {
  return "char";
}
template <>
const char* Name<std::uint8_t>() {
  return "uchar";
}
template <>
const char* Name<std::int16_t>() {
  return "short";
}
template <>
const char* Name<std::uint16_t>() {
  return "ushort";
}
template <>
const char* Name<std::int32_t>() {
  return "int";
}
template <>
const char* Name<std::uint32_t>() {
  return "uint";
}
template <>
const char* Name<std::int64_t>() {
  return "long";
}
template <>
const char* Name<std::uint64_t>() {
  return "ulong";
}
template <>
const char* Name<float>() {
  return "float";
}
template <>
const char* Name<double>() {
  return "double";
}

template <typename T>
std::vector<T> Integers(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  using Limits = std::numeric_limits<T>;
  std::vector<T> values;
  for (T edge :
       {T(0), T(1), T(2), T(-1), T(-2), Limits::max(), Limits::min(), T(Limits::max() - 1), T(Limits::min() + 1)}) {
    for (int i = 0; i < 9; ++i) {
      values.push_back(edge);
    }
  }
  if (seed % 2 == 0) {  // so that two vectors together hold every pair of edges
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = values[(i % 9) * 9];
    }
  }
  while (values.size() < count) {
    values.push_back(static_cast<T>(random() >> (random() % 64)));
  }
  return values;
}

template <typename T>
T Clamp(Wide value) {
  return static_cast<T>(std::clamp<Wide>(value, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
}

// One integer builtin of three operands (those it does not take are ignored) over edges and random values.
template <typename T, typename Reference>
void CheckInteger(const std::string& call, Reference reference, const TargetProfile& profile = {}) {
  const std::vector<T> a = Integers<T>(600, 1);
  const std::vector<T> b = Integers<T>(600, 2);
  const std::vector<T> c = Integers<T>(600, 3);
  using Result = decltype(reference(T(), T(), T()));
  std::vector<Result> r(a.size());
  const char* name = Name<T>();
  const JitKernel kernel = Compile(name, name, name, Name<Result>(), "r[i] = " + call + ";", profile);
  kernel.Run(a.data(), b.data(), c.data(), r.data(), static_cast<std::uint32_t>(a.size()));
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(reference(a[i], b[i], c[i]), r[i])
        << call << " of " << name << ": " << +a[i] << ", " << +b[i] << ", " << +c[i];
  }
}

template <typename T>
class IntegerValues : public ::testing::Test {};
using IntegerTypes = ::testing::Types<std::int8_t, std::uint8_t, std::int16_t, std::uint16_t, std::int32_t,
                                      std::uint32_t, std::int64_t, std::uint64_t>;
TYPED_TEST_SUITE(IntegerValues, IntegerTypes);

TYPED_TEST(IntegerValues, SaturatingArithmetic) {
  using T = TypeParam;
  CheckInteger<T>("add_sat(a[i], b[i])", [](T a, T b, T) { return Clamp<T>(Wide(a) + b); });
  CheckInteger<T>("sub_sat(a[i], b[i])", [](T a, T b, T) { return Clamp<T>(Wide(a) - b); });
  auto mad_sat = [](T a, T b, T c) {
    // The product of two ulongs plus a ulong fits 128 unsigned bits only.
    if (std::is_same_v<T, std::uint64_t>) {
      __extension__ typedef unsigned __int128 Unsigned;
      const Unsigned sum =
          Unsigned(static_cast<std::uint64_t>(a)) * static_cast<std::uint64_t>(b) + static_cast<std::uint64_t>(c);
      return static_cast<T>(std::min<Unsigned>(sum, std::numeric_limits<std::uint64_t>::max()));
    }
    return Clamp<T>(Wide(a) * b + c);
  };
  CheckInteger<T>("mad_sat(a[i], b[i], c[i])", mad_sat);
  TargetProfile narrow;
  narrow.int64 = false;
  CheckInteger<T>("mad_sat(a[i], b[i], c[i])", mad_sat, narrow);
}

TYPED_TEST(IntegerValues, HighHalves) {
  using T = TypeParam;
  auto high = [](T a, T b) {
    if (std::is_same_v<T, std::uint64_t>) {
      __extension__ typedef unsigned __int128 Unsigned;
      return static_cast<T>(Unsigned(static_cast<std::uint64_t>(a)) * static_cast<std::uint64_t>(b) >> 64);
    }
    return static_cast<T>(Wide(a) * b >> (8 * sizeof(T)));
  };
  TargetProfile text;
  text.preserve_shape = true;
  for (const TargetProfile& profile : {TargetProfile(), text}) {
    CheckInteger<T>("mul_hi(a[i], b[i])", [&](T a, T b, T) { return high(a, b); }, profile);
    CheckInteger<T>(
        "mad_hi(a[i], b[i], c[i])",
        [&](T a, T b, T c) {
          return static_cast<T>(static_cast<std::uint64_t>(high(a, b)) + static_cast<std::uint64_t>(c));
        },
        profile);
  }
}

TYPED_TEST(IntegerValues, AveragesAndDifferences) {
  using T = TypeParam;
  using Unsigned = std::make_unsigned_t<T>;
  CheckInteger<T>("hadd(a[i], b[i])", [](T a, T b, T) { return static_cast<T>((Wide(a) + b) >> 1); });
  CheckInteger<T>("rhadd(a[i], b[i])", [](T a, T b, T) { return static_cast<T>((Wide(a) + b + 1) >> 1); });
  CheckInteger<T>("abs(a[i])", [](T a, T, T) { return static_cast<Unsigned>(a < 0 ? -Wide(a) : Wide(a)); });
  CheckInteger<T>("abs_diff(a[i], b[i])",
                  [](T a, T b, T) { return static_cast<Unsigned>(a < b ? Wide(b) - a : Wide(a) - b); });
}

TYPED_TEST(IntegerValues, Bits) {
  using T = TypeParam;
  using Unsigned = std::make_unsigned_t<T>;
  constexpr int kBits = 8 * sizeof(T);
  CheckInteger<T>("clz(a[i])", [](T a, T, T) { return static_cast<T>(std::countl_zero(static_cast<Unsigned>(a))); });
  CheckInteger<T>("popcount(a[i])", [](T a, T, T) { return static_cast<T>(std::popcount(static_cast<Unsigned>(a))); });
  CheckInteger<T>("rotate(a[i], b[i])", [](T a, T b, T) {
    return static_cast<T>(std::rotl(static_cast<Unsigned>(a), static_cast<int>(static_cast<Unsigned>(b) % kBits)));
  });
  CheckInteger<T>("bitselect(a[i], b[i], c[i])", [](T a, T b, T c) { return static_cast<T>((a & ~c) | (b & c)); });
}

TYPED_TEST(IntegerValues, MinMaxClampSelect) {
  using T = TypeParam;
  CheckInteger<T>("min(a[i], b[i])", [](T a, T b, T) { return std::min(a, b); });
  CheckInteger<T>("max(a[i], b[i])", [](T a, T b, T) { return std::max(a, b); });
  CheckInteger<T>("clamp(a[i], min(b[i], c[i]), max(b[i], c[i]))",
                  [](T a, T b, T c) { return std::min(std::max(a, std::min(b, c)), std::max(b, c)); });
  CheckInteger<T>("select(a[i], b[i], c[i])", [](T a, T b, T c) { return c != 0 ? b : a; });
}

template <typename From, typename To>
void CheckIntegerConversion() {
  const std::string to = Name<To>();
  CheckInteger<From>("convert_" + to + "(a[i])", [](From a, From, From) { return static_cast<To>(a); });
  CheckInteger<From>("convert_" + to + "_sat(a[i])", [](From a, From, From) { return Clamp<To>(Wide(a)); });
}

TYPED_TEST(IntegerValues, Reductions) {
  using T = TypeParam;
  const std::string vector = std::string("((") + Name<T>() + "3)(a[i], b[i], c[i]))";
  CheckInteger<T>("__builtin_reduce_add" + vector, [](T a, T b, T c) { return T(Wide(a) + b + c); });
  CheckInteger<T>("__builtin_reduce_mul" + vector, [](T a, T b, T c) {
    return T(std::uint64_t(a) * std::uint64_t(b) * std::uint64_t(c));
  });
  CheckInteger<T>("__builtin_reduce_and" + vector, [](T a, T b, T c) { return T(a & b & c); });
  CheckInteger<T>("__builtin_reduce_or" + vector, [](T a, T b, T c) { return T(a | b | c); });
  CheckInteger<T>("__builtin_reduce_xor" + vector, [](T a, T b, T c) { return T(a ^ b ^ c); });
  CheckInteger<T>("__builtin_reduce_max" + vector, [](T a, T b, T c) { return std::max({a, b, c}); });
  CheckInteger<T>("__builtin_reduce_min" + vector, [](T a, T b, T c) { return std::min({a, b, c}); });
}

TYPED_TEST(IntegerValues, ConversionsBetweenIntegers) {
  CheckIntegerConversion<TypeParam, std::int8_t>();
  CheckIntegerConversion<TypeParam, std::uint8_t>();
  CheckIntegerConversion<TypeParam, std::int16_t>();
  CheckIntegerConversion<TypeParam, std::uint16_t>();
  CheckIntegerConversion<TypeParam, std::int32_t>();
  CheckIntegerConversion<TypeParam, std::uint32_t>();
  CheckIntegerConversion<TypeParam, std::int64_t>();
  CheckIntegerConversion<TypeParam, std::uint64_t>();
}

struct Mode {
  const char* suffix;
  int host;  // of fesetround
};
constexpr Mode kModes[] = {{"_rte", FE_TONEAREST}, {"_rtz", FE_TOWARDZERO}, {"_rtp", FE_UPWARD}, {"_rtn", FE_DOWNWARD}};

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

template <typename Real>
std::vector<Real> Reals(std::size_t count) {
  std::mt19937_64 random(7);
  using Limits = std::numeric_limits<Real>;
  std::vector<Real> values = {0,
                              Real(-0.0),
                              Real(0.5),
                              Real(-0.5),
                              Real(1.5),
                              Real(2.5),
                              Real(-1.5),
                              Real(-2.5),
                              Real(0.49999997),
                              127,
                              128,
                              Real(127.5),
                              Real(-128.5),
                              255,
                              256,
                              Real(255.5),
                              32767,
                              32768,
                              65535,
                              65536,
                              Real(2147483647.0),
                              Real(2147483648.0),
                              Real(-2147483648.0),
                              Real(4294967296.0),
                              Real(9223372036854775807.0),
                              Real(-9223372036854775808.0),
                              Real(18446744073709551616.0),
                              Limits::max(),
                              Limits::lowest(),
                              Limits::min(),
                              Limits::denorm_min(),
                              Limits::infinity(),
                              -Limits::infinity(),
                              65504,
                              65519,
                              65520,
                              Real(5.9604645e-8),
                              Real(2.9802322e-8),
                              Real(2.98023259e-8),
                              Real(6.1035156e-5),
                              Real(1e-30)};
  while (values.size() < count) {
    const double scale = std::ldexp(1.0, static_cast<int>(random() % 90) - 30);
    values.push_back(static_cast<Real>(std::uniform_real_distribution<double>(-scale, scale)(random)));
    values.push_back(std::round(values.back()) + Real(0.5));
  }
  return values;
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

TYPED_TEST(IntegerValues, SaturatingConversionsFromFloats) {
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

TEST(Relational, ScalarsGiveOneAndVectorsMinusOne) {
  const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = INFINITY;
  const std::vector<float> a = {0, nan, infinity, 1e-40F}, b = {1, 1, infinity, -1};
  std::vector<std::int32_t> r(4);
  auto run = [&](const std::string& expression) {
    Compile("float", "float", "int", "int", "r[i] = " + expression + ";").Run(a.data(), b.data(), nullptr, r.data(), 4);
    return r;
  };
  using Four = std::vector<std::int32_t>;
  EXPECT_EQ((Four{1, 0, 0, 0}), run("isless(a[i], b[i])"));
  EXPECT_EQ((Four{-1, 0, 0, 0}), run("isless((float2)a[i], (float2)b[i]).y"));
  EXPECT_EQ((Four{1, 1, 0, 1}), run("isnotequal(a[i], b[i])"));
  EXPECT_EQ((Four{1, 0, 0, 1}), run("islessgreater(a[i], b[i])"));
  EXPECT_EQ((Four{0, 1, 0, 0}), run("isnan(a[i])"));
  EXPECT_EQ((Four{0, 0, 1, 0}), run("isinf(a[i])"));
  EXPECT_EQ((Four{1, 0, 0, 1}), run("isfinite(a[i])"));
  EXPECT_EQ((Four{0, 0, 0, 0}), run("isnormal(a[i])"));
  EXPECT_EQ((Four{1, 1, 1, 0}), run("isnormal(b[i]) && !signbit(b[i]) || isinf(b[i])"));
  EXPECT_EQ((Four{0, 1, 0, 0}), run("isunordered(a[i], b[i])"));
  EXPECT_EQ((Four{0, 0, 0, 1}), run("signbit(b[i])"));
  EXPECT_EQ((Four{0, 0, 1, 0}), run("all(isequal((float3)a[i], (float3)b[i]))"));
  EXPECT_EQ((Four{0, 1, 0, 0}), run("any((int4)(0, 0, isnan(a[i]) << 31, 1))"));
}

TEST(Geometric, LengthNeitherOverflowsNorVanishes) {
  const std::vector<float> a = {3e30F, 3e-30F, 3, 0}, b = {4e30F, 4e-30F, 4, 0};
  std::vector<float> r(4);
  Compile("float", "float", "int", "float", "r[i] = length((float2)(a[i], b[i]));")
      .Run(a.data(), b.data(), nullptr, r.data(), 4);
  EXPECT_FLOAT_EQ(5e30F, r[0]);
  EXPECT_FLOAT_EQ(5e-30F, r[1]);
  EXPECT_FLOAT_EQ(5, r[2]);
  EXPECT_EQ(0, r[3]);
  Compile("float", "float", "int", "float", "r[i] = normalize((float2)(a[i], b[i])).y;")
      .Run(a.data(), b.data(), nullptr, r.data(), 4);
  EXPECT_FLOAT_EQ(0.8F, r[0]);
  EXPECT_FLOAT_EQ(0.8F, r[1]);
  EXPECT_EQ(0, r[3]);
  const float infinite[] = {-INFINITY, 1};
  Compile("float", "float", "int", "float", "r[i] = normalize((float2)(a[0], a[1])).x;")
      .Run(infinite, nullptr, nullptr, r.data(), 1);
  EXPECT_EQ(-1, r[0]);
  Compile("float", "float", "int", "float",
          "r[i] = cross((float4)(1, 0, 0, 9), (float4)(0, 1, 0, 9)).z + dot((float3)(1, 2, 3), (float3)(4, 5, 6));")
      .Run(a.data(), nullptr, nullptr, r.data(), 1);
  EXPECT_EQ(33, r[0]);
}

TEST(Shuffle, MasksCountTheirLowBitsOnly) {
  const std::vector<std::uint32_t> a = {10, 11, 12, 13, 20, 21, 22, 23}, mask = {7, 4, 0xffffffff, 1};
  std::vector<std::uint32_t> r(4);
  Compile("uint", "uint", "int", "uint", "vstore4(shuffle(vload4(0, a), vload4(0, b)), 0, r);")
      .Run(a.data(), mask.data(), nullptr, r.data(), 1);
  EXPECT_EQ((std::vector<std::uint32_t>{13, 10, 13, 11}), r);
  Compile("uint", "uint", "int", "uint", "vstore4(shuffle2(vload4(0, a), vload4(1, a), vload4(0, b)), 0, r);")
      .Run(a.data(), mask.data(), nullptr, r.data(), 1);
  EXPECT_EQ((std::vector<std::uint32_t>{23, 20, 23, 11}), r);
  Compile("uint", "uint", "int", "uint", "vstore4(shuffle2(vload4(0, a), vload4(1, a), (uint4)(4, 3, 9, 0)), 0, r);")
      .Run(a.data(), mask.data(), nullptr, r.data(), 1);
  EXPECT_EQ((std::vector<std::uint32_t>{20, 13, 11, 10}), r);
}

TEST(Memory, VectorsOfThreeAreTight) {
  const std::vector<std::uint16_t> a = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  std::vector<std::uint16_t> r(9, 99);
  Compile("ushort", "int", "int", "ushort", "vstore3(vload3(1, a), 2, r);")
      .Run(a.data(), nullptr, nullptr, r.data(), 1);
  EXPECT_EQ((std::vector<std::uint16_t>{99, 99, 99, 99, 99, 99, 4, 5, 6}), r);
  // Aligned halves of three are four apart.
  const std::vector<std::uint16_t> halves = {0, 0, 0, 0, 0x3c00, 0x4000, 0x4200, 0x4400};
  std::vector<float> f(3);
  Compile("half", "int", "int", "float", "vstore3(vloada_half3(1, a), 0, r);")
      .Run(halves.data(), nullptr, nullptr, f.data(), 1);
  EXPECT_EQ((std::vector<float>{1, 2, 3}), f);
}

TEST(Memory, AsynchronousCopiesStride) {
  const std::vector<std::int32_t> a = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  std::vector<std::int32_t> r(4, -1);
  Compile(
      "int", "int", "int", "int",
      // Local variables stand in the kernel's outermost scope: leave the loop, and open another block for its brace.
      "} local int t[4]; event_t e = async_work_group_strided_copy(t, a, 4, 3, 0); wait_group_events(1, &e);"
      " e = async_work_group_copy(r, t, 4, 0); wait_group_events(1, &e); {")
      .Run(a.data(), nullptr, nullptr, r.data(), 1);
  EXPECT_EQ((std::vector<std::int32_t>{0, 3, 6, 9}), r);
}

TEST(Atomics, UpdateAndReturnTheOldValue) {
  std::vector<std::int32_t> r = {-5, 7, 100, 3, 0, 0, 0, 0};
  Compile(
      "int", "int", "int", "int",
      "r[4] = atomic_min(r, 2); r[5] = atomic_max((volatile global uint*)r, 3u) == (uint)-5;"
      " r[6] = atomic_cmpxchg(r + 1, 7, 8) * 10 + atomic_xchg(r + 2, 1); r[7] = atomic_inc(r + 3) + atomic_dec(r + 3);")
      .Run(nullptr, nullptr, nullptr, r.data(), 1);
  EXPECT_EQ((std::vector<std::int32_t>{-5, 8, 1, 3, -5, 1, 170, 7}), r);
}

}  // namespace
}  // namespace kiln::translator::builtins
