#include "translator/passes/control_flow/thread_exits.h"

#include <gtest/gtest.h>

#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

// The function @f of the text, threaded; `expected`: whether that changed it.
std::unique_ptr<llvm::Module> Threaded(llvm::LLVMContext& context, const std::string& text, bool expected) {
  auto module = testing::ParseIr(context, text);
  EXPECT_TRUE(module);
  EXPECT_EQ(ThreadExits(*module->getFunction("f")), expected);
  EXPECT_FALSE(llvm::verifyModule(*module, &llvm::errs()));
  return module;
}

bool HasBlock(llvm::Module& module, llvm::StringRef name) {
  return llvm::any_of(*module.getFunction("f"), [&](const llvm::BasicBlock& block) { return block.getName() == name; });
}

// `continue`, `break` and the end of the scope, with a sum that goes on behind: two of the ways meet before it is used.
TEST(ThreadExits, WhatTheBlockHeldMeetsBehindIt) {
  llvm::LLVMContext context;
  const auto module = Threaded(context, R"(
define i32 @f(i32 %n, i32 %b) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %more ]
  %sum = phi i32 [ 0, %entry ], [ %sum2, %more ]
  %odd = trunc i32 %i to i1
  br i1 %odd, label %cleanup, label %body
body:
  %end = icmp eq i32 %i, %b
  br i1 %end, label %cleanup, label %add
add:
  %added = add i32 %sum, %i
  br label %cleanup
cleanup:
  %to = phi i32 [ 7, %loop ], [ 5, %body ], [ 0, %add ]
  %sum2 = phi i32 [ %sum, %loop ], [ %sum, %body ], [ %added, %add ]
  switch i32 %to, label %out [ i32 0, label %rest
                               i32 7, label %more ]
rest:
  br label %more
more:
  %next = add i32 %i, 1
  br label %loop
out:
  %result = add i32 %sum2, %to
  ret i32 %result
})",
                               true);
  EXPECT_FALSE(HasBlock(*module, "cleanup"));
  for (const llvm::BasicBlock& block : *module->getFunction("f")) {
    if (block.getName() == "loop") {
      EXPECT_EQ(block.getTerminator()->getSuccessor(0)->getName(), "more");
    }
    if (block.getName() == "body") {
      EXPECT_EQ(block.getTerminator()->getSuccessor(0)->getName(), "out");
    }
    if (block.getName() != "out") continue;
    const auto* result = llvm::cast<llvm::BinaryOperator>(&block.front());
    EXPECT_EQ(result->getOperand(0)->getName(), "sum");
    EXPECT_EQ(llvm::cast<llvm::ConstantInt>(result->getOperand(1))->getZExtValue(), 5u);
  }
}

TEST(ThreadExits, AReturnOutOfALoopIsOne) {
  llvm::LLVMContext context;
  const auto module = Threaded(context, R"(
define i32 @f(i32 %n, i32 %b) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %more ]
  %in = icmp ult i32 %i, 10
  br i1 %in, label %body, label %cleanup
body:
  %found = icmp eq i32 %i, %b
  br i1 %found, label %cleanup, label %more
more:
  %next = add i32 %i, 1
  br label %loop
cleanup:
  %to = phi i32 [ 2, %loop ], [ 1, %body ]
  %value = phi i32 [ undef, %loop ], [ %i, %body ]
  switch i32 %to, label %never [ i32 2, label %end
                                 i32 1, label %return ]
end:
  br label %return
return:
  %result = phi i32 [ %value, %cleanup ], [ -1, %end ]
  ret i32 %result
never:
  unreachable
})",
                               true);
  EXPECT_FALSE(HasBlock(*module, "cleanup"));
  const llvm::Function& function = *module->getFunction("f");
  for (const llvm::BasicBlock& block : function) {
    if (block.getName() == "loop") {
      EXPECT_EQ(block.getTerminator()->getSuccessor(1)->getName(), "end");
    }
    if (block.getName() == "body") {
      EXPECT_EQ(block.getTerminator()->getSuccessor(0)->getName(), "return");
    }
  }
}

TEST(ThreadExits, OneScopeInAnother) {
  llvm::LLVMContext context;
  const auto module = Threaded(context, R"(
define void @f(i32 %n, i1 %c, i1 %d, ptr %p) {
entry:
  br i1 %c, label %a, label %b
a:
  br label %inner
b:
  br i1 %d, label %inner, label %outer
inner:
  %first = phi i32 [ 1, %a ], [ 3, %b ]
  %leaves = icmp eq i32 %first, 3
  br i1 %leaves, label %outer, label %after
after:
  store i32 1, ptr %p
  br label %outer
outer:
  %second = phi i1 [ true, %inner ], [ false, %after ], [ true, %b ]
  br i1 %second, label %x, label %y
x:
  store i32 2, ptr %p
  ret void
y:
  ret void
})",
                               true);
  EXPECT_FALSE(HasBlock(*module, "outer"));
}

TEST(ThreadExits, WorkAndLoopsStay) {
  llvm::LLVMContext context;
  // Work in the block; a loop's header.
  Threaded(context, R"(
define void @f(i1 %c, ptr %p) {
entry:
  br i1 %c, label %a, label %x
a:
  br label %x
x:
  %to = phi i1 [ true, %entry ], [ false, %a ]
  store i32 1, ptr %p
  br i1 %to, label %y, label %z
y:
  ret void
z:
  ret void
})",
           false);
  Threaded(context, R"(
define void @f(i1 %c, ptr %p) {
entry:
  br label %x
x:
  %to = phi i1 [ true, %entry ], [ false, %y ]
  br i1 %to, label %y, label %z
y:
  store i32 1, ptr %p
  br label %x
z:
  ret void
})",
           false);
}

}  // namespace
}  // namespace kiln::translator
