#include "translator/passes/memory/expand_memory_intrinsics.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "translator/testing/evaluate.h"
#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Bytes;
using testing::Pattern;
using testing::Stage;
using testing::TestKernel;

// Expands `call` on (ptr %a, ptr %b, i32 %n) and runs it; the bytes of a afterwards.
class Expansion : public ::testing::Test {
 protected:
  void Expand(const std::string& call) {
    test_ = std::make_unique<TestKernel>("kernel void k(global char *a, global char *b, int n)",
                                         "define void @k(ptr addrspace(1) %a, ptr addrspace(1) %b, i32 %n) {\n" + call + "\n  ret void\n}\n" +
                                             "declare void @llvm.memcpy.p1.p1.i32(ptr addrspace(1), ptr addrspace(1), i32, i1)\n"
                                             "declare void @llvm.memmove.p1.p1.i32(ptr addrspace(1), ptr addrspace(1), i32, i1)\n"
                                             "declare void @llvm.memset.p1.i32(ptr addrspace(1), i8, i32, i1)\n");
    ASSERT_TRUE(test_->Ok());
    ExpandMemoryIntrinsics(test_->context(), test_->kernel);
    test_->Verify("expansion");
    for (llvm::Instruction& instruction : llvm::instructions(*test_->kernel.function)) {
      EXPECT_FALSE(llvm::isa<llvm::MemIntrinsic>(instruction));
    }
  }

  Bytes Run() {
    testing::Evaluator evaluator(test_->kernel);
    evaluator.memory = {{"a", Bytes(300, 0xee)}, {"b", Pattern(300)}};
    EXPECT_TRUE(evaluator.Run()) << evaluator.problem();
    return evaluator.memory["a"];
  }

  std::unique_ptr<TestKernel> test_;
};

TEST_F(Expansion, CopiesExactlyTheBytesOfEveryLengthAndAlignment) {
  for (unsigned align : {1u, 2u, 4u, 8u}) {
    for (unsigned length : {0u, 1u, 3u, 8u, 13u, 31u, 127u, 128u, 132u, 139u, 255u}) {
      const std::string a = std::to_string(align);
      Expand("call void @llvm.memcpy.p1.p1.i32(ptr addrspace(1) align " + a + " %a, ptr addrspace(1) align " + a + " %b, i32 " +
             std::to_string(length) + ", i1 false)");
      Bytes expected(300, 0xee);
      const Bytes source = Pattern(300);
      std::copy_n(source.begin(), length, expected.begin());
      EXPECT_EQ(Run(), expected) << length << " bytes aligned to " << align;
    }
  }
}

TEST_F(Expansion, FillsWithTheByte) {
  for (unsigned length : {5u, 16u, 200u}) {
    Expand("call void @llvm.memset.p1.i32(ptr addrspace(1) align 4 %a, i8 171, i32 " + std::to_string(length) + ", i1 false)");
    Bytes expected(300, 0xee);
    std::fill_n(expected.begin(), length, 0xab);
    EXPECT_EQ(Run(), expected);
  }
}

TEST_F(Expansion, OverlappingMoveReadsBeforeItWrites) {
  Expand(R"(
  %to = getelementptr i8, ptr addrspace(1) %b, i32 4
  call void @llvm.memmove.p1.p1.i32(ptr addrspace(1) align 4 %to, ptr addrspace(1) align 4 %b, i32 24, i1 false)
  call void @llvm.memcpy.p1.p1.i32(ptr addrspace(1) align 4 %a, ptr addrspace(1) align 4 %b, i32 28, i1 false))");
  const Bytes source = Pattern(300);
  Bytes expected(300, 0xee);
  std::copy_n(source.begin(), 4, expected.begin());
  std::copy_n(source.begin(), 24, expected.begin() + 4);
  EXPECT_EQ(Run(), expected);
}

TEST_F(Expansion, LongCopiesAreLoops) {
  Expand("call void @llvm.memcpy.p1.p1.i32(ptr addrspace(1) align 4 %a, ptr addrspace(1) align 4 %b, i32 256, i1 false)");
  EXPECT_GT(test_->kernel.function->size(), 2u);
  unsigned stores = 0;
  for (llvm::Instruction& instruction : llvm::instructions(*test_->kernel.function)) stores += llvm::isa<llvm::StoreInst>(instruction);
  EXPECT_EQ(stores, 1u);
}

TEST_F(Expansion, LengthsKnownAtRunTimeAreLoops) {
  Expand("call void @llvm.memcpy.p1.p1.i32(ptr addrspace(1) %a, ptr addrspace(1) %b, i32 %n, i1 false)");
  EXPECT_TRUE(test_->Errors().empty());
  EXPECT_GT(test_->kernel.function->size(), 2u);
  for (llvm::Instruction& instruction : llvm::instructions(*test_->kernel.function)) {
    EXPECT_FALSE(llvm::isa<llvm::MemIntrinsic>(instruction));
  }
}

TEST_F(Expansion, RangesThatMayOverlapAcrossAddressSpacesAreReported) {
  Expand("%g = addrspacecast ptr addrspace(1) %a to ptr addrspace(4)\n"
         "call void @llvm.memmove.p4.p1.i32(ptr addrspace(4) %g, ptr addrspace(1) %b, i32 %n, i1 false)");
  ASSERT_EQ(test_->Errors().size(), 1u);
  EXPECT_NE(test_->Errors()[0].find("may overlap"), std::string::npos);
}

unsigned CountByValStores(const TestKernel& test) {
  unsigned count = 0;
  for (llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
    if (!store) continue;
    count += llvm::isa<llvm::Argument>(store->getPointerOperand()->stripInBoundsConstantOffsets()) &&
             llvm::cast<llvm::Argument>(store->getPointerOperand()->stripInBoundsConstantOffsets())->hasByValAttr();
  }
  return count;
}

TEST(CopyWrittenStructs, WrittenStructGetsAPrivateCopy) {
  TestKernel test(R"(
typedef struct { int n; float f[3]; } Params;
kernel void k(global int *out, Params p, int i) { p.f[i] = 2.0f; p.n += 5; out[0] = p.n + (int)p.f[1]; })");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kInlined);
  EXPECT_GT(CountByValStores(test), 0u);
  CopyWrittenStructs(test.context(), test.kernel);
  EXPECT_EQ(CountByValStores(test), 0u);
  test.Verify("copy");
  test.Advance(Stage::kResolved);
  unsigned writes = 0;
  for (const MemoryOp& op : test.MemoryOps()) {
    writes += op.kind == MemoryOpKind::kStore && test.kernel.objects[op.object].storage == Storage::kValue;
  }
  EXPECT_EQ(writes, 0u);
}

TEST(CopyWrittenStructs, StructThatIsOnlyReadStaysWhereItIs) {
  TestKernel test("typedef struct { int n; float f[3]; } Params; kernel void k(global float *out, Params p, int i) { out[p.n] = p.f[i]; }");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kInlined);
  const std::string before = test.Text();
  CopyWrittenStructs(test.context(), test.kernel);
  EXPECT_EQ(test.Text(), before);
}

}  // namespace
}  // namespace kiln::translator
