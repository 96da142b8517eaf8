#include "translator/passes/types/round_integers.h"

#include <gtest/gtest.h>

#include <cstring>

#include "llvm/IR/InstIterator.h"
#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Bytes;
using testing::ExpectSameMeaning;
using testing::Stage;
using testing::TestKernel;

constexpr const char* kPrototype = "kernel void k(global long *in, global long *out)";

// `body` computes %r, a long, from %x and %y, longs; it means the same without odd widths.
void ExpectRounded(const std::string& body, const std::string& profile = "vulkan1.3") {
  const std::string ir = R"(
    target datalayout = ")" + std::string(testing::kSpirLayout) + R"("
    declare i24 @llvm.smax.i24(i24, i24)
    define spir_kernel void @k(ptr addrspace(1) %in, ptr addrspace(1) %out) {
      %x = load i64, ptr addrspace(1) %in
      %second = getelementptr i64, ptr addrspace(1) %in, i32 1
      %y = load i64, ptr addrspace(1) %second
    )" + body + R"(
      store i64 %r, ptr addrspace(1) %out
      ret void
    })";
  const std::vector<std::pair<std::uint64_t, std::uint64_t>> pairs = {
      {0, 1}, {5, 3}, {~0ULL, 2}, {0x8000000000000000, 0x7fffffffffffffff}, {0x123456789abcdef0, 0xdeadbeefcafef00d}, {0xfffffc, 0x800001}};
  for (const auto& [x, y] : pairs) {
    TestKernel test(kPrototype, ir, profile);
    ASSERT_TRUE(test.Ok());
    test.Advance(Stage::kSplit);
    Bytes in(16);
    std::memcpy(in.data(), &x, 8);
    std::memcpy(in.data() + 8, &y, 8);
    ExpectSameMeaning(test, {{{"in", in}, {"out", Bytes(16)}}, {}}, Stage::kViews);
    for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
      if (!instruction.getType()->getScalarType()->isIntegerTy()) continue;
      const unsigned bits = instruction.getType()->getScalarSizeInBits();
      EXPECT_TRUE(bits == 1 || bits == 8 || bits == 16 || bits == 32 || bits == 64) << bits;
    }
    if (::testing::Test::HasFailure()) return;
  }
}

// Cuts x and y to i%N, computes %c, and extends it.
std::string Computing(unsigned bits, const std::string& operation, const std::string& extension = "zext") {
  const std::string type = "i" + std::to_string(bits);
  return "%a = trunc i64 %x to " + type + "\n%b = trunc i64 %y to " + type + "\n%c = " + operation + " " + type + " %a, %b\n%r = " +
         extension + " " + type + " %c to i64\n";
}

TEST(RoundIntegers, KeepsArithmetic) {
  for (const unsigned bits : {3u, 7u, 9u, 24u, 31u, 33u, 63u}) {
    for (const char* operation : {"add", "sub", "mul", "and", "or", "xor"}) {
      ExpectRounded(Computing(bits, operation));
      ExpectRounded(Computing(bits, operation, "sext"));
    }
  }
}

TEST(RoundIntegers, KeepsArithmeticForTargetsWithOnlyWords) {
  for (const unsigned bits : {3u, 12u, 24u, 63u}) ExpectRounded(Computing(bits, "mul", "sext"), "vulkan1.1");
}

TEST(RoundIntegers, KeepsComparisons) {
  for (const unsigned bits : {3u, 24u, 63u}) {
    const std::string type = "i" + std::to_string(bits);
    for (const char* predicate : {"slt", "ult", "sge", "eq"}) {
      ExpectRounded("%a = trunc i64 %x to " + type + "\n%b = trunc i64 %y to " + type + "\n%c = icmp " + predicate + " " + type +
                    " %a, %b\n%r = zext i1 %c to i64\n");
    }
  }
}

TEST(RoundIntegers, KeepsDivisionsAndShifts) {
  for (const unsigned bits : {7u, 24u, 63u}) {
    const std::string type = "i" + std::to_string(bits);
    const std::string cut = "%a = trunc i64 %x to " + type + "\n%b1 = trunc i64 %y to " + type + "\n%b = or " + type + " %b1, 2\n";
    for (const char* operation : {"udiv", "sdiv", "urem", "srem"}) {
      ExpectRounded(cut + "%c = " + operation + " " + type + " %a, %b\n%r = sext " + type + " %c to i64\n");
    }
    for (const char* operation : {"shl", "lshr", "ashr"}) {
      ExpectRounded(cut + "%c = " + operation + " " + type + " %a, 3\n%r = sext " + type + " %c to i64\n");
    }
  }
}

TEST(RoundIntegers, KeepsChoicesBetweenOddWidths) {
  ExpectRounded("%a = trunc i64 %x to i33\n%w = zext i33 %a to i40\n%n = trunc i40 %w to i5\n%r = sext i5 %n to i64\n");
  ExpectRounded(
      "%a = trunc i64 %x to i24\n%b = trunc i64 %y to i24\n%c = call i24 @llvm.smax.i24(i24 %a, i24 %b)\n%r = sext i24 %c to i64\n");
}

TEST(RoundIntegers, TakesMemoryInPieces) {
  ExpectRounded("%p = getelementptr i8, ptr addrspace(1) %in, i32 1\n%a = load i24, ptr addrspace(1) %p, align 1\n%r = sext i24 %a to i64\n");
  ExpectRounded("%a = load i56, ptr addrspace(1) %in, align 8\n%r = zext i56 %a to i64\n");
  ExpectRounded(
      "%a = trunc i64 %x to i40\n%q = getelementptr i8, ptr addrspace(1) %out, i32 8\nstore i40 %a, ptr addrspace(1) %q, align 4\n"
      "%r = add i64 %x, 0\n");
}

TEST(RoundIntegers, SplitsWhatIsWiderThanLong) {
  ExpectRounded(
      "%a = zext i64 %x to i96\n%b = zext i64 %y to i96\n%c = mul i96 %a, %b\n%d = lshr i96 %c, 32\n%r = trunc i96 %d to i64\n");
  ExpectRounded(
      "%a = sext i64 %x to i128\n%b = sext i64 %y to i128\n%c = mul i128 %a, %b\n%d = ashr i128 %c, 64\n%r = trunc i128 %d to i64\n");
}

}  // namespace
}  // namespace kiln::translator
