// Test support: builtins with exact results, executed on the host; arguments at the edges and at random, and the C
// type's name in OpenCL.
#ifndef KILN_TRANSLATOR_PASSES_BUILTINS_TESTING_EXACT_VALUES_H_
#define KILN_TRANSLATOR_PASSES_BUILTINS_TESTING_EXACT_VALUES_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "translator/passes/builtins/testing/jit_kernel.h"

namespace kiln::translator::builtins::testing {

// __int128 without a pedantic warning.
__extension__ typedef __int128 Wide;

// A kernel of buffers a, b, c and r that does `statement` for each i.
inline JitKernel Compile(const std::string& a, const std::string& b, const std::string& c, const std::string& result,
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
inline const char* Name<std::int8_t>() {
  return "char";
}
template <>
inline const char* Name<std::uint8_t>() {
  return "uchar";
}
template <>
inline const char* Name<std::int16_t>() {
  return "short";
}
template <>
inline const char* Name<std::uint16_t>() {
  return "ushort";
}
template <>
inline const char* Name<std::int32_t>() {
  return "int";
}
template <>
inline const char* Name<std::uint32_t>() {
  return "uint";
}
template <>
inline const char* Name<std::int64_t>() {
  return "long";
}
template <>
inline const char* Name<std::uint64_t>() {
  return "ulong";
}
template <>
inline const char* Name<float>() {
  return "float";
}
template <>
inline const char* Name<double>() {
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

using IntegerTypes = ::testing::Types<std::int8_t, std::uint8_t, std::int16_t, std::uint16_t, std::int32_t,
                                      std::uint32_t, std::int64_t, std::uint64_t>;

struct Mode {
  const char* suffix;
  int host;  // of fesetround
};
inline constexpr Mode kModes[] = {
    {"_rte", FE_TONEAREST}, {"_rtz", FE_TOWARDZERO}, {"_rtp", FE_UPWARD}, {"_rtn", FE_DOWNWARD}};

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

}  // namespace kiln::translator::builtins::testing

#endif  // KILN_TRANSLATOR_PASSES_BUILTINS_TESTING_EXACT_VALUES_H_
