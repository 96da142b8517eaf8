#include "translator/passes/types/split_vectors.h"

#include <gtest/gtest.h>

#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/InstIterator.h"
#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Bytes;
using testing::ExpectSameMeaning;
using testing::KernelInputs;
using testing::Pattern;
using testing::Stage;
using testing::TestKernel;

void ExpectShortVectors(const TestKernel& test) {
  auto check = [](const llvm::Type* type) {
    auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(type);
    EXPECT_TRUE(!vector || (vector->getNumElements() >= 2 && vector->getNumElements() <= 4));
  };
  for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    check(instruction.getType());
    for (const llvm::Value* operand : instruction.operands()) check(operand->getType());
  }
}

// The kernel's body between loads of a and b (N elements each) and a store to out: bytes agree before and after.
void ExpectSplit(const std::string& source, const KernelInputs& inputs) {
  TestKernel test(source);
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kExpanded);
  ExpectSameMeaning(test, inputs, Stage::kSplit);
  ExpectShortVectors(test);
}

const KernelInputs& Buffers() {
  static const KernelInputs inputs = {{{"a", Pattern(128)}, {"b", Pattern(128)}, {"out", Bytes(128)}}, {{3, 5}}};
  return inputs;
}

std::string Kernel(const std::string& type, const std::string& expression) {
  return "kernel void k(global " + type + " *a, global " + type + " *b, global " + type + " *out, int n) { " + type +
         " x = a[0], y = b[1]; out[1] = " + expression + "; }";
}

class SplitVectorsOf : public ::testing::TestWithParam<const char*> {};

TEST_P(SplitVectorsOf, EightAndSixteenElementsKeepTheirValues) {
  ExpectSplit(Kernel("short8", GetParam()), Buffers());
  ExpectSplit(Kernel("uchar16", GetParam()), Buffers());
  ExpectSplit(Kernel("int16", GetParam()), Buffers());
}

INSTANTIATE_TEST_SUITE_P(Expressions, SplitVectorsOf,
                         ::testing::Values("x + y * x", "x & ~y", "min(x, y)", "-x",
                                           "rotate(x, y)", "x >> 3"));

TEST(SplitVectors, ShufflesKeepTheirElements) {
  ExpectSplit("kernel void k(global int8 *a, global int8 *b, global int8 *out, int n) { out[0] = a[0].s70614253; }", Buffers());
  ExpectSplit("kernel void k(global int8 *a, global int8 *b, global int8 *out, int n) { out[0] = (int8)(a[0].odd, b[0].even); }", Buffers());
  ExpectSplit("kernel void k(global int16 *a, global int16 *b, global int8 *out, int n) { out[0] = a[0].hi + b[0].sfedcba98; }", Buffers());
  ExpectSplit("kernel void k(global int4 *a, global int4 *b, global int16 *out, int n) { out[0] = (int16)(a[0], b[1], a[2], n, 1, 2, 3); }",
              Buffers());
  ExpectSplit("kernel void k(global int8 *a, global int8 *b, global int3 *out, int n) { out[0] = a[0].s160; out[1] = b[0].s777; }", Buffers());
}

TEST(SplitVectors, ElementsAreFoundByVariableIndices) {
  ExpectSplit("kernel void k(global int8 *a, global int *b, global int8 *out, int n) { int8 x = a[0]; b[0] = x[n]; x[n + 1] = 77; out[0] = x; }",
              Buffers());
}

TEST(SplitVectors, BitcastsAreLittleEndian) {
  ExpectSplit("kernel void k(global int8 *a, global int *b, global char16 *out, int n) { out[0] = as_char16(a[0].lo); out[1] = as_char16(a[0].hi); }",
              Buffers());
  ExpectSplit("kernel void k(global uchar16 *a, global int *b, global ulong2 *out, int n) { out[0] = as_ulong2(a[0]); }", Buffers());
  ExpectSplit("kernel void k(global long8 *a, global int *b, global short16 *out, int n) { out[0] = as_short16(a[0].lo); }", Buffers());
}

TEST(SplitVectors, OddCountsSplitIntoFourAndTheRest) {
  TestKernel test("kernel void k(global int *a, global int *b, global int *out, int n)", R"(
define void @k(ptr addrspace(1) %a, ptr addrspace(1) %b, ptr addrspace(1) %out, i32 %n) {
  %x = load <7 x i32>, ptr addrspace(1) %a, align 4
  %y = load <5 x i32>, ptr addrspace(1) %b, align 4
  %w = shufflevector <5 x i32> %y, <5 x i32> poison, <7 x i32> <i32 4, i32 3, i32 2, i32 1, i32 0, i32 4, i32 4>
  %s = sub <7 x i32> %x, %w
  store <7 x i32> %s, ptr addrspace(1) %out, align 4
  ret void
}
)");
  ASSERT_TRUE(test.Ok());
  ExpectSameMeaning(test, Buffers(), Stage::kSplit);
  ExpectShortVectors(test);
  std::vector<unsigned> loads;
  for (const MemoryOp& op : test.MemoryOps()) {
    auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(op.type);
    if (op.kind == MemoryOpKind::kLoad) loads.push_back(vector ? vector->getNumElements() : 1);
  }
  EXPECT_EQ(loads, (std::vector<unsigned>{4, 3, 4, 1}));
}

TEST(SplitVectors, PiecesKnowTheirAlignment) {
  TestKernel test("kernel void k(global int *a, global int *b, global int *out, int n)", R"(
define void @k(ptr addrspace(1) %a, ptr addrspace(1) %b, ptr addrspace(1) %out, i32 %n) {
  %x = load <8 x i32>, ptr addrspace(1) %a, align 32
  store <8 x i32> %x, ptr addrspace(1) %out, align 4
  ret void
}
)");
  test.Advance(Stage::kSplit);
  std::vector<std::pair<std::int64_t, unsigned>> pieces;
  for (const MemoryOp& op : test.MemoryOps()) pieces.emplace_back(op.offset.constant, op.alignment);
  EXPECT_EQ(pieces, (std::vector<std::pair<std::int64_t, unsigned>>{{0, 32}, {16, 16}, {0, 4}, {16, 4}}));
}

TEST(SplitVectors, PhisOfLoopsAreSplit) {
  ExpectSplit(R"(
kernel void k(global int8 *a, global int8 *b, global int8 *out, int n) {
  int8 s = a[0], t = b[0];
  for (int i = 0; i < n; ++i) { int8 u = s; s = t + i; t = u; }
  out[0] = s;
  out[1] = t;
})", Buffers());
}

TEST(SplitVectors, ByValueVectorIsReadInPieces) {
  TestKernel test("kernel void k(global int16 *out, int16 v) { out[0] = v + 1; }");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kSplit);
  ExpectShortVectors(test);
  const unsigned object = test.Object("v");
  EXPECT_EQ(test.kernel.objects[object].storage, Storage::kValue);
  EXPECT_EQ(test.kernel.objects[object].size, 64u);
  std::vector<std::int64_t> offsets;
  for (const MemoryOp& op : test.MemoryOps()) {
    if (op.object == object) offsets.push_back(op.offset.constant);
  }
  EXPECT_EQ(offsets, (std::vector<std::int64_t>{0, 16, 32, 48}));
}

}  // namespace
}  // namespace kiln::translator
