#include "translator/passes/cleanup/remove_dead_values.h"

#include <gtest/gtest.h>

#include "llvm/IR/Verifier.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

// The number of instructions that are left of void @k(ptr %p, i32 %n) with this body.
std::size_t LeftOf(const std::string& body) {
  llvm::LLVMContext context;
  auto module = testing::ParseIr(context, "define void @k(ptr %p, i32 %n) {\nentry:\n" + body + "}\n");
  llvm::Function& function = *module->getFunction("k");
  llvm::FunctionAnalysisManager analyses;
  RemoveDeadValuesPass().run(function, analyses);
  EXPECT_FALSE(llvm::verifyFunction(function, &llvm::errs()));
  return function.getInstructionCount();
}

TEST(RemoveDeadValues, KeepsWhatIsStored) {
  EXPECT_EQ(LeftOf(R"(
  %a = add i32 %n, 1
  %b = mul i32 %a, 3
  %unused = mul i32 %b, 5
  store i32 %b, ptr %p
  ret void
)"),
            4u);
}

TEST(RemoveDeadValues, DropsValuesThatNeedEachOtherAroundALoop) {
  EXPECT_EQ(LeftOf(R"(
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %dead = phi i32 [ %n, %entry ], [ %dead.next, %loop ]
  %dead.next = add i32 %dead, %i
  %next = add i32 %i, 1
  %again = icmp ult i32 %next, %n
  br i1 %again, label %loop, label %end
end:
  ret void
)"),
            6u);
}

TEST(RemoveDeadValues, KeepsAtomicsAndDropsLoads) {
  EXPECT_EQ(LeftOf(R"(
  %old = atomicrmw add ptr %p, i32 %n monotonic
  %loaded = load i32, ptr %p
  %volatile = load volatile i32, ptr %p
  ret void
)"),
            3u);
}

}  // namespace
}  // namespace kiln::translator
