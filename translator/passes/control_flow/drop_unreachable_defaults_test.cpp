#include "translator/passes/control_flow/drop_unreachable_defaults.h"

#include <gtest/gtest.h>

#include "llvm/IR/Instructions.h"
#include "llvm/IR/Verifier.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

class UnreachableDefaults : public ::testing::Test {
 protected:
  // i32 @k(i32 %n) with this body, after the pass.
  llvm::Function& Run(const std::string& body) {
    module_ = testing::ParseIr(context_, "define i32 @k(i32 %n) {\n" + body + "}\n");
    llvm::Function& function = *module_->getFunction("k");
    DropUnreachableDefaults(function);
    EXPECT_FALSE(llvm::verifyFunction(function, &llvm::errs()));
    return function;
  }
  static llvm::SwitchInst* Switch(llvm::Function& function) {
    return llvm::dyn_cast<llvm::SwitchInst>(function.getEntryBlock().getTerminator());
  }

  llvm::LLVMContext context_;
  std::unique_ptr<llvm::Module> module_;
};

TEST_F(UnreachableDefaults, TheLastCaseTakesTheirPlace) {
  llvm::Function& function = Run(R"(
  switch i32 %n, label %never [ i32 0, label %a  i32 1, label %b  i32 2, label %c ]
never: unreachable
a: ret i32 5
b: ret i32 6
c: ret i32 7
)");
  ASSERT_NE(Switch(function), nullptr);
  EXPECT_EQ(Switch(function)->getNumCases(), 2u);
  EXPECT_EQ(Switch(function)->getDefaultDest()->getName(), "c");
  EXPECT_EQ(function.size(), 4u);
}

TEST_F(UnreachableDefaults, PhisKeepOneValueForEachEdge) {
  llvm::Function& function = Run(R"(
  switch i32 %n, label %never [ i32 0, label %join  i32 1, label %a  i32 2, label %b  i32 3, label %join  i32 4, label %join ]
never: unreachable
a: br label %join
b: ret i32 6
join:
  %x = phi i32 [ 7, %0 ], [ 7, %0 ], [ 7, %0 ], [ 8, %a ]
  ret i32 %x
)");
  ASSERT_NE(Switch(function), nullptr);
  EXPECT_EQ(Switch(function)->getNumCases(), 2u);
  EXPECT_EQ(llvm::cast<llvm::PHINode>(Switch(function)->getDefaultDest()->front()).getNumIncomingValues(), 2u);
}

TEST_F(UnreachableDefaults, OneTargetNeedsNoSwitch) {
  llvm::Function& function = Run(R"(
  switch i32 %n, label %never [ i32 0, label %a  i32 1, label %a ]
never: unreachable
a:
  %x = phi i32 [ 7, %0 ], [ 7, %0 ]
  ret i32 %x
)");
  EXPECT_EQ(Switch(function), nullptr);
  EXPECT_EQ(function.size(), 2u);
}

TEST_F(UnreachableDefaults, OthersStay) {
  llvm::Function& function = Run(R"(
  switch i32 %n, label %other [ i32 0, label %a  i32 1, label %b ]
other: ret i32 4
a: ret i32 5
b: ret i32 6
)");
  EXPECT_EQ(Switch(function)->getNumCases(), 2u);
}

}  // namespace
}  // namespace kiln::translator
