// Builtins of integers, executed on the host and compared with 128-bit arithmetic.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <string>

#include "translator/passes/builtins/testing/exact_values.h"

namespace kiln::translator::builtins {
namespace {

using testing::CheckInteger;
using testing::Clamp;
using testing::Name;
using testing::Wide;

template <typename T>
class IntegerValues : public ::testing::Test {};
TYPED_TEST_SUITE(IntegerValues, testing::IntegerTypes);

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

TYPED_TEST(IntegerValues, Reductions) {
  using T = TypeParam;
  const std::string vector = std::string("((") + Name<T>() + "3)(a[i], b[i], c[i]))";
  CheckInteger<T>("__builtin_reduce_add" + vector, [](T a, T b, T c) { return T(Wide(a) + b + c); });
  CheckInteger<T>("__builtin_reduce_mul" + vector,
                  [](T a, T b, T c) { return T(std::uint64_t(a) * std::uint64_t(b) * std::uint64_t(c)); });
  CheckInteger<T>("__builtin_reduce_and" + vector, [](T a, T b, T c) { return T(a & b & c); });
  CheckInteger<T>("__builtin_reduce_or" + vector, [](T a, T b, T c) { return T(a | b | c); });
  CheckInteger<T>("__builtin_reduce_xor" + vector, [](T a, T b, T c) { return T(a ^ b ^ c); });
  CheckInteger<T>("__builtin_reduce_max" + vector, [](T a, T b, T c) { return std::max({a, b, c}); });
  CheckInteger<T>("__builtin_reduce_min" + vector, [](T a, T b, T c) { return std::min({a, b, c}); });
}

}  // namespace
}  // namespace kiln::translator::builtins
