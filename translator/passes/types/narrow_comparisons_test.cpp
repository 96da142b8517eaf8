#include "translator/passes/types/narrow_comparisons.h"

#include <gtest/gtest.h>

#include <cstring>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Bytes;
using testing::ExpectSameMeaning;
using testing::Stage;
using testing::TestKernel;

// Compares two integers of `type`, extended, with two constants, and keeps the meaning; returns whether only narrow
// comparisons are left.
bool IsNarrow(const std::string& predicate, const std::string& extension, const std::string& type,
              const std::string& constants) {
  const std::string ir = R"(
    target datalayout = ")" +
                         std::string(testing::kSpirLayout) + R"("
    define spir_kernel void @k(ptr addrspace(1) %in, ptr addrspace(1) %out) {
      %x = load <2 x i32>, ptr addrspace(1) %in
      %cut = )" + (type == "i32" ? "add <2 x i32> %x, zeroinitializer" : "trunc <2 x i32> %x to <2 x " + type + ">") +
                         R"(
      %wide = )" + extension +
                         " <2 x " + type + R"(> %cut to <2 x i64>
      %c = icmp )" + predicate +
                         " <2 x i64> %wide, <" + constants + R"(>
      %r = zext <2 x i1> %c to <2 x i32>
      store <2 x i32> %r, ptr addrspace(1) %out
      ret void
    })";
  bool is_narrow = true;
  const std::vector<std::int32_t> values = {0, 1, -1, 7, 8, 6, 100, -100, 2147483647, -2147483647 - 1};
  for (std::size_t i = 0; i + 1 < values.size(); ++i) {
    TestKernel test("kernel void k(global int *in, global int *out)", ir);
    if (!test.Ok()) return false;
    test.Advance(Stage::kSplit);
    Bytes in(8);
    std::memcpy(in.data(), &values[i], 8);
    ExpectSameMeaning(test, {{{"in", in}, {"out", Bytes(8)}}, {}}, Stage::kNative);
    for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
      if (!llvm::isa<llvm::ICmpInst>(instruction)) continue;
      is_narrow &= instruction.getOperand(0)->getType()->getScalarSizeInBits() == 32;
    }
    if (::testing::Test::HasFailure()) return false;
  }
  return is_narrow;
}

constexpr const char* kPredicates[] = {"eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"};

TEST(NarrowComparisons, ConstantsThatFit) {
  for (const char* predicate : kPredicates) {
    for (const char* type : {"i32", "i16", "i8", "i1"}) {
      EXPECT_TRUE(IsNarrow(predicate, "sext", type, "i64 7, i64 -100")) << predicate << type;
      EXPECT_TRUE(IsNarrow(predicate, "zext", type, "i64 7, i64 0")) << predicate << type;
    }
    EXPECT_TRUE(IsNarrow(predicate, "zext", "i32", "i64 2147483647, i64 4294967295")) << predicate;
  }
}

TEST(NarrowComparisons, ConstantsThatDoNotFit) {
  for (const char* predicate : kPredicates) {
    const bool is_unsigned = predicate[0] == 'u';
    EXPECT_EQ(IsNarrow(predicate, "sext", "i32", "i64 7, i64 9000000000"), !is_unsigned) << predicate;
    EXPECT_EQ(IsNarrow(predicate, "sext", "i32", "i64 -9000000000, i64 2147483648"), !is_unsigned) << predicate;
    EXPECT_TRUE(IsNarrow(predicate, "zext", "i32", "i64 9000000000, i64 -1")) << predicate;
    EXPECT_TRUE(IsNarrow(predicate, "zext", "i32", "i64 7, i64 -9000000000")) << predicate;
  }
}

}  // namespace
}  // namespace kiln::translator
