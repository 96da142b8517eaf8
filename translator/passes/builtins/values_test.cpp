// Builtins of vectors and memory with exact results, executed on the host.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "translator/passes/builtins/testing/exact_values.h"

namespace kiln::translator::builtins {
namespace {

using testing::Compile;

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
