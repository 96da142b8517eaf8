#include "translator/passes/types/split_longs.h"

#include <gtest/gtest.h>

#include <cstring>

#include "llvm/IR/InstIterator.h"
#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Bytes;
using testing::ExpectSameMeaning;
using testing::KernelInputs;
using testing::Stage;
using testing::TestKernel;

Bytes Longs(const std::vector<std::uint64_t>& values) {
  Bytes bytes(values.size() * 8);
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

// Numbers at the edges of one and two words, and others.
const std::vector<std::uint64_t>& Numbers() {
  static const std::vector<std::uint64_t> numbers = {
      0, 1, 2, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 0x1ffffffff, 0x7fffffffffffffff, 0x8000000000000000,
      0x8000000000000001, 0xffffffff00000000, 0xffffffffffffffff, 0xfffffffffffffffe, 0x123456789abcdef0, 0xdeadbeefcafef00d};
  return numbers;
}

void ExpectNoLongs(const TestKernel& test) {
  for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    EXPECT_FALSE(instruction.getType()->getScalarType()->isIntegerTy(64));
  }
}

// Every pair of numbers through the expression of x and y, before and after.
void ExpectSplit(const std::string& expression, const std::string& type = "long") {
  const std::string source = "kernel void k(global " + type + " *a, global " + type + " *b, global long *out, int n) {\n" +
                             "  const int i = n / 16, j = n % 16;\n  const " + type + " x = a[i], y = b[j];\n  out[0] = " +
                             expression + ";\n}";
  for (unsigned pair = 0; pair < 256; pair += 1) {
    const bool is_first = pair == 0;
    if (!is_first && pair % 7 != 0 && pair % 16 != pair / 16) continue;  // a sample that meets every number
    TestKernel test(source, "", "vulkan1.1");
    ASSERT_TRUE(test.Ok());
    test.Advance(Stage::kSimplified);
    ExpectSameMeaning(test, {{{"a", Longs(Numbers())}, {"b", Longs(Numbers())}, {"out", Bytes(8)}}, {{3, pair}}}, Stage::kViews);
    ExpectNoLongs(test);
    if (::testing::Test::HasFailure()) return;
  }
}

class SplitLongsOf : public ::testing::TestWithParam<const char*> {};
TEST_P(SplitLongsOf, SignedNumbersKeepTheirValues) { ExpectSplit(GetParam()); }
TEST_P(SplitLongsOf, UnsignedNumbersKeepTheirValues) { ExpectSplit(GetParam(), "ulong"); }

INSTANTIATE_TEST_SUITE_P(Expressions, SplitLongsOf,
                         ::testing::Values("x + y", "x - y", "x * y", "x & ~y", "x | y", "x ^ y", "x < y", "x <= y", "x == y",
                                           "x != y", "min(x, y)", "max(x, y)", "x << (y & 63)", "x >> (y & 63)",
                                           "x << 5", "x >> 40", "x >> 32", "(int)x + (long)(int)y", "(uchar)x + (uint)y",
                                           "rotate(x, y)", "popcount(x)", "clz(x) + ctz(y)", "abs(x)", "mul_hi(x, y)",
                                           "add_sat(x, y)", "sub_sat(x, y)", "hadd(x, y)"));

INSTANTIATE_TEST_SUITE_P(Divisions, SplitLongsOf,
                         ::testing::Values("y == 0 || (x == (long)1 << 63 && y == -1) ? 0 : x / y",
                                           "y == 0 || (x == (long)1 << 63 && y == -1) ? 0 : x % y", "x / 8", "x % 8", "x / 10"));

INSTANTIATE_TEST_SUITE_P(Conversions, SplitLongsOf,
                         ::testing::Values("as_int((float)x) + as_int((float)y)", "(ulong)((float)(x >> 1) < 0 ? 0 : (float)(x >> 1))",
                                           "(long)(as_float((int)x & 0x5effffff) * ((y & 1) ? 1 : -1))"));

TEST(SplitLongs, VectorsAndMemoryKeepTheirOrder) {
  const KernelInputs inputs = {{{"a", Longs(Numbers())}, {"b", Longs(Numbers())}, {"out", Bytes(128)}}, {{3, 2}}};
  for (const char* body : {
           "out[0] = a[0] + b[1]; out[1] = a[2] * b[n];",
           "out[0] = a[3].wzyx; out[1] = (long4)(a[0].x, b[2].yz, n);",
           "long4 v = a[1]; v.z = b[3].w; out[0] = v; ((global long *)out)[7 + n] = v.y;",
           "out[0] = select(a[0], b[2], a[0] < b[2]); out[1] = as_long4(as_int8(a[3]));",
           "vstore3(vload3(1, (global long *)a), 1, (global long *)out);",
           "long t[8]; for (int i = 0; i < 8; ++i) t[i] = i * a[0].y; out[0] = (long4)(t[n], t[3], t[n + 2], t[7]);",
       }) {
    TestKernel test(std::string("kernel void k(global long4 *a, global long4 *b, global long4 *out, int n) { ") + body + " }", "",
                    "vulkan1.1");
    ASSERT_TRUE(test.Ok());
    test.Advance(Stage::kSimplified);
    ExpectSameMeaning(test, inputs, Stage::kViews);
    ExpectNoLongs(test);
  }
}

TEST(SplitLongs, LoopsCarryBothWords) {
  TestKernel test(R"(
kernel void k(global long *a, global long *b, global long *out, int n) {
  long s = a[3], t = b[14];
  for (int i = 0; i < n; ++i) { long u = s; s = t - i; t = u * 3; }
  out[0] = s;
  out[1] = t;
})", "", "vulkan1.1");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kSimplified);
  ExpectSameMeaning(test, {{{"a", Longs(Numbers())}, {"b", Longs(Numbers())}, {"out", Bytes(16)}}, {{3, 9}}}, Stage::kViews);
  ExpectNoLongs(test);
}

TEST(SplitLongs, LeavesLongsWhereTheTargetHasThem) {
  TestKernel test("kernel void k(global long *a) { a[0] = a[1] + 1; }");
  test.Advance(Stage::kNative);
  EXPECT_NE(test.Text().find("add nsw i64"), std::string::npos);
}

}  // namespace
}  // namespace kiln::translator
