#include "translator/passes/cleanup/inline_kernels.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "translator/testing/same_meaning.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Bytes;
using testing::Pattern;
using testing::Stage;
using testing::TestKernel;

TEST(InlineKernels, ChainsOfCallsDisappearAndKeepTheirMeaning) {
  TestKernel test(R"(
int twice(int x) { return x * 2; }
int tree(int x) { return twice(x) + twice(x + 1); }
kernel void k(global int *a) { a[0] = tree(a[1]) - twice(a[2]); })");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kInlined);
  for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
    EXPECT_TRUE(!call || call->getCalledFunction()->isDeclaration());
  }
  EXPECT_EQ(test.module().getFunction("twice"), nullptr);
  test.Advance(Stage::kExpanded);
  testing::Evaluator evaluator(test.kernel);
  evaluator.memory["a"] = {0, 0, 0, 0, 5, 0, 0, 0, 3, 0, 0, 0};
  ASSERT_TRUE(evaluator.Run()) << evaluator.problem();
  EXPECT_EQ(evaluator.memory["a"][0], 10 + 12 - 6);
}

TEST(InlineKernels, RecursionIsReportedOnceByName) {
  TestKernel test(R"(
int odd(int x);
int even(int x) { return x == 0 ? 1 : odd(x - 1); }
int odd(int x) { return x == 0 ? 0 : even(x - 1); }
kernel void k(global int *a) { a[0] = even(a[1]); })");
  ASSERT_TRUE(test.Ok());
  InlineKernels(test.context(), {test.kernel.function});
  ASSERT_EQ(test.Errors().size(), 1u);
  EXPECT_NE(test.Errors()[0].find("recursion cannot be translated: 'even'"), std::string::npos);
}

TEST(InlineKernels, FunctionsWithoutABodyAreReported) {
  TestKernel test("int missing(int x); kernel void k(global int *a) { a[0] = missing(a[1]); }");
  ASSERT_TRUE(test.Ok());
  InlineKernels(test.context(), {test.kernel.function});
  ASSERT_EQ(test.Errors().size(), 1u);
  EXPECT_EQ(test.Errors()[0], "'missing' is declared but has no body; define it in this source");
}

TEST(KeepOnly, DropsWhatTheKernelsDoNotReach) {
  TestKernel test(R"(
int used(int x) { return x + 1; }
int unused(int x) { return x - 1; }
kernel void other(global int *a) { a[0] = unused(1); }
kernel void k(global int *a) { a[0] = used(1); })");
  ASSERT_TRUE(test.Ok());
  KeepOnly(test.module(), {test.kernel.function});
  EXPECT_NE(test.module().getFunction("used"), nullptr);
  for (const char* name : {"unused", "other"}) {
    const llvm::Function* function = test.module().getFunction(name);
    EXPECT_TRUE(!function || function->isDeclaration()) << name;
  }
}

}  // namespace
}  // namespace kiln::translator
