#include "translator/passes/memory/resolve_pointers.h"

#include <gtest/gtest.h>

#include <set>

#include "llvm/IR/InstIterator.h"
#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Bytes;
using testing::ExpectSameMeaning;
using testing::Pattern;
using testing::Stage;
using testing::TestKernel;

void ExpectNoPointers(const TestKernel& test) {
  for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    EXPECT_FALSE(instruction.getType()->isPointerTy()) << instruction.getOpcodeName();
    EXPECT_FALSE((llvm::isa<llvm::LoadInst, llvm::StoreInst, llvm::AtomicRMWInst, llvm::AtomicCmpXchgInst>(instruction)));
    for (const llvm::Value* operand : instruction.operands()) {
      EXPECT_TRUE(!operand->getType()->isPointerTy() || llvm::isa<llvm::Function>(operand));
    }
  }
}

unsigned Count(const TestKernel& test, unsigned opcode) {
  unsigned count = 0;
  for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) count += instruction.getOpcode() == opcode;
  return count;
}

TEST(ResolvePointers, OffsetIsConstantPlusScaledIndices) {
  TestKernel test("kernel void k(global float *a, int i) { a[i + 1] = a[i]; }");
  test.Advance(Stage::kResolved);
  ExpectNoPointers(test);
  const std::vector<MemoryOp> ops = test.MemoryOps();
  ASSERT_EQ(ops.size(), 2u);
  EXPECT_EQ(ops[0].kind, MemoryOpKind::kLoad);
  ASSERT_EQ(ops[0].offset.terms.size(), 1u);
  EXPECT_EQ(ops[0].offset.Granularity(), 4);
  EXPECT_EQ(ops[0].offset.terms[0].value, test.kernel.function->getArg(1));
  EXPECT_EQ(ops[1].kind, MemoryOpKind::kStore);
  ASSERT_EQ(ops[1].offset.terms.size(), 1u);
  // No shift by two and no multiplication by four appears: the scale stays in the offset.
  EXPECT_EQ(ops[1].offset.terms[0].scale, 4);
  EXPECT_EQ(ops[1].alignment, 4u);
}

TEST(ResolvePointers, SteppedPointerBecomesAnIndexPhiInElements) {
  TestKernel test("kernel void k(global float *p, global float *out, int n)", R"(
define void @k(ptr addrspace(1) %p, ptr addrspace(1) %out, i32 %n) {
entry: br label %head
head: %q = phi ptr addrspace(1) [ %p, %entry ], [ %next, %head ]
  %i = phi i32 [ 0, %entry ], [ %j, %head ]
  %v = load float, ptr addrspace(1) %q, align 4
  store float %v, ptr addrspace(1) %out, align 4
  %next = getelementptr float, ptr addrspace(1) %q, i32 1
  %j = add i32 %i, 1
  %c = icmp ult i32 %j, %n
  br i1 %c, label %head, label %end
end: ret void
}
)");
  ASSERT_TRUE(test.Ok());
  ExpectSameMeaning(test, {{{"p", Pattern(16)}, {"out", Bytes(4)}}, {{2, 4}}}, Stage::kResolved);
  ExpectNoPointers(test);
  // The step is one element, not four bytes.
  llvm::PHINode* index = nullptr;
  for (llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    auto* phi = llvm::dyn_cast<llvm::PHINode>(&instruction);
    if (phi && phi->getName().starts_with("q")) index = phi;
  }
  ASSERT_NE(index, nullptr);
  auto* step = llvm::dyn_cast<llvm::BinaryOperator>(index->getIncomingValue(1));
  ASSERT_NE(step, nullptr);
  EXPECT_EQ(step->getOpcode(), llvm::Instruction::Add);
  EXPECT_TRUE(llvm::cast<llvm::ConstantInt>(step->getOperand(1))->isOne());
}

TEST(ResolvePointers, SelectInsideOneObjectSelectsTheIndex) {
  TestKernel test("kernel void k(global int *a, global int *out, int n)", R"(
define void @k(ptr addrspace(1) %a, ptr addrspace(1) %out, i32 %n) {
  %q = getelementptr i32, ptr addrspace(1) %a, i32 3
  %c = icmp sgt i32 %n, 2
  %s = select i1 %c, ptr addrspace(1) %a, ptr addrspace(1) %q
  %v = load i32, ptr addrspace(1) %s, align 4
  store i32 %v, ptr addrspace(1) %out, align 4
  ret void
}
)");
  test.Advance(Stage::kResolved);
  ExpectNoPointers(test);
  EXPECT_EQ(test.kernel.function->size(), 1u) << "one object needs no branch";
  EXPECT_EQ(Count(test, llvm::Instruction::Select), 1u);
}

TEST(ResolvePointers, PointerIntoTwoBuffersBranchesOnItsTag) {
  const std::string source = R"(
kernel void k(global int *a, global int *b, global int *out, int n) {
  global int *p = n > 2 ? a + 1 : b + 2;
  p[n] += 7;
  out[0] = p[0];
})";
  for (std::uint64_t n : {0, 1, 3, 5}) {
    TestKernel test(source);
    ASSERT_TRUE(test.Ok());
    test.Advance(Stage::kExpanded);
    ExpectSameMeaning(test, {{{"a", Pattern(32)}, {"b", Pattern(40)}, {"out", Bytes(4)}}, {{3, n}}}, Stage::kResolved);
    ExpectNoPointers(test);
    std::set<unsigned> loaded;
    for (const MemoryOp& op : test.MemoryOps()) {
      if (op.kind == MemoryOpKind::kLoad) loaded.insert(op.object);
    }
    EXPECT_EQ(loaded, (std::set<unsigned>{test.Object("a"), test.Object("b")}));
    EXPECT_GT(test.kernel.function->size(), 1u);
  }
}

TEST(ResolvePointers, ThreeBuffersDispatchThroughASwitch) {
  const std::string source = R"(
kernel void k(global int *a, global int *b, global int *c, global int *out, int n) {
  global int *p = n == 0 ? a : n == 1 ? b + 1 : c + 2;
  out[0] = *p;
  *p = 5;
})";
  for (std::uint64_t n : {0, 1, 2}) {
    TestKernel test(source);
    ASSERT_TRUE(test.Ok());
    test.Advance(Stage::kExpanded);
    ExpectSameMeaning(test, {{{"a", Pattern(4)}, {"b", Pattern(8)}, {"c", Pattern(12)}, {"out", Bytes(4)}}, {{4, n}}});
    ExpectNoPointers(test);
  }
}

TEST(ResolvePointers, GenericPointersResolveToTheirObjects) {
  const std::string source = R"(
int sum(const int *p, int n) { int s = 0; for (int i = 0; i < n; ++i) s += p[i]; return s; }
kernel void k(global int *a, global int *out, int n) {
  int t[4];
  for (int i = 0; i < 4; ++i) t[i] = a[3 - i] * 2;
  out[0] = sum(n ? (const int *)t : (const int *)a, 3);
})";
  for (std::uint64_t n : {0, 1}) {
    TestKernel test(source);
    ASSERT_TRUE(test.Ok());
    test.Advance(Stage::kExpanded);
    ExpectSameMeaning(test, {{{"a", Pattern(16)}, {"out", Bytes(4)}}, {{2, n}}});
    ExpectNoPointers(test);
  }
}

TEST(ResolvePointers, EndPointersCompareByIndex) {
  TestKernel test(R"(
kernel void k(global int *a, global int *out, int n) {
  int s = 0;
  for (global int *p = a, *end = a + n; p != end; ++p) s += *p;
  out[0] = s;
})");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kExpanded);
  ExpectSameMeaning(test, {{{"a", Pattern(20)}, {"out", Bytes(4)}}, {{2, 5}}});
  ExpectNoPointers(test);
  EXPECT_EQ(Count(test, llvm::Instruction::SDiv) + Count(test, llvm::Instruction::Shl), 0u);
}

TEST(ResolvePointers, PointerMayStepToJustBeforeItsObject) {
  TestKernel test(R"(
kernel void k(global int *a, global int *out, int n) {
  int s = 0;
  for (global int *p = a + n - 1; p >= a; --p) s = s * 3 + *p;
  out[0] = s;
})");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kResolved);
  testing::Evaluator evaluator(test.kernel);
  evaluator.memory = {{"a", {1, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0}}, {"out", Bytes(4)}};
  evaluator.arguments[2] = llvm::ConstantInt::get(llvm::Type::getInt32Ty(test.module().getContext()), 3);
  ASSERT_TRUE(evaluator.Run()) << evaluator.problem();
  EXPECT_EQ(evaluator.memory["out"][0], (5 * 3 + 2) * 3 + 1);
}

TEST(ResolvePointers, PointerDifferenceCountsElements) {
  TestKernel test("kernel void k(global int *a, global int *out, int n) { global int *p = a + n; out[0] = (int)(p - a); }");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kResolved);
  ExpectNoPointers(test);
  testing::Evaluator evaluator(test.kernel);
  evaluator.memory = {{"a", Bytes(64)}, {"out", Bytes(4)}};
  evaluator.arguments[2] = llvm::ConstantInt::get(llvm::Type::getInt32Ty(test.module().getContext()), 9);
  ASSERT_TRUE(evaluator.Run()) << evaluator.problem();
  EXPECT_EQ(evaluator.memory["out"][0], 9);
}

TEST(ResolvePointers, AtomicsKeepTheirOperationAndOperands) {
  TestKernel test(R"(
kernel void k(global int *a, volatile global uint *b, int n) {
  atomic_add(a + n, 3);
  atomic_max(b, 9u);
  a[0] = atomic_cmpxchg(a + 1, 4, 5);
})");
  test.Advance(Stage::kResolved);
  ExpectNoPointers(test);
  unsigned add = 0, max = 0, exchange = 0;
  for (const MemoryOp& op : test.MemoryOps()) {
    add += op.kind == MemoryOpKind::kAtomicRmw && op.rmw == llvm::AtomicRMWInst::Add;
    max += op.kind == MemoryOpKind::kAtomicRmw && op.rmw == llvm::AtomicRMWInst::UMax;
    exchange += op.kind == MemoryOpKind::kCompareExchange && op.values.size() == 2 && op.offset.constant == 4;
  }
  EXPECT_EQ(add, 1u);
  EXPECT_EQ(max, 1u);
  EXPECT_EQ(exchange, 1u);
}

TEST(ResolvePointers, AccessThroughNullLoadsZeroAndStoresNothing) {
  TestKernel test("kernel void k(global int *a)", R"(
define void @k(ptr addrspace(1) %a) {
  %v = load i32, ptr addrspace(1) null, align 4
  store i32 %v, ptr addrspace(1) null, align 4
  store i32 %v, ptr addrspace(1) %a, align 4
  ret void
}
)");
  test.Advance(Stage::kResolved);
  ExpectNoPointers(test);
  const std::vector<MemoryOp> ops = test.MemoryOps();
  ASSERT_EQ(ops.size(), 1u);
  EXPECT_TRUE(llvm::cast<llvm::Constant>(ops[0].values[0])->isNullValue());
}

TEST(ResolvePointers, PointerLoadedFromABufferIsReported) {
  TestKernel test("kernel void k(global int *a)", R"(
define void @k(ptr addrspace(1) %a) {
  %p = load ptr addrspace(1), ptr addrspace(1) %a, align 4
  store i32 1, ptr addrspace(1) %p, align 4
  ret void
}
)");
  test.options.addressing = Addressing::kLogical;
  test.Advance(Stage::kResolved);
  ASSERT_FALSE(test.Errors().empty());
  EXPECT_NE(test.Errors()[0].find("kept in the buffer 'a'"), std::string::npos);
}

}  // namespace
}  // namespace kiln::translator
