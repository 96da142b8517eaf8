#include "translator/passes/cleanup/select_values.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Verifier.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

// The number of selects in i32 @k(i1 %c, i1 %d, i32 %a, i32 %b) with this body, after the pass.
int SelectsIn(const std::string& body, unsigned most_work = 0) {
  llvm::LLVMContext context;
  auto module = testing::ParseIr(context, "define i32 @k(i1 %c, i1 %d, i32 %a, i32 %b) {\nentry:\n" + body + "}\n");
  llvm::Function& function = *module->getFunction("k");
  const bool changed = SelectValues(function, most_work);
  EXPECT_FALSE(llvm::verifyFunction(function, &llvm::errs()));
  int count = 0;
  for (llvm::Instruction& instruction : llvm::instructions(function)) count += llvm::isa<llvm::SelectInst>(instruction);
  EXPECT_TRUE(changed || count == 0);
  return count;
}

TEST(SelectValues, BothWaysEmpty) {
  EXPECT_EQ(SelectsIn(R"(
  br i1 %c, label %yes, label %no
yes: br label %join
no: br label %join
join:
  %x = phi i32 [ %a, %yes ], [ %b, %no ]
  ret i32 %x
)"),
            1);
}

TEST(SelectValues, OneWayIsTheMerge) {
  EXPECT_EQ(SelectsIn(R"(
  br i1 %c, label %join, label %no
no: br label %join
join:
  %x = phi i32 [ %a, %entry ], [ %b, %no ]
  %y = phi i32 [ %b, %entry ], [ 7, %no ]
  %z = add i32 %x, %y
  ret i32 %z
)"),
            2);
}

TEST(SelectValues, OthersMayReachTheMerge) {
  EXPECT_EQ(SelectsIn(R"(
  br i1 %d, label %choice, label %other
other:
  %m = mul i32 %a, %b
  br label %join
choice: br i1 %c, label %yes, label %join
yes: br label %join
join:
  %x = phi i32 [ %a, %yes ], [ %b, %choice ], [ %m, %other ]
  ret i32 %x
)"),
            1);
}

TEST(SelectValues, WorkStaysOnItsWay) {
  EXPECT_EQ(SelectsIn(R"(
  br i1 %c, label %yes, label %join
yes:
  %m = sdiv i32 %a, %b
  br label %join
join:
  %x = phi i32 [ %m, %yes ], [ %b, %entry ]
  ret i32 %x
)"),
            0);
}

TEST(SelectValues, CheapWorkIsDoneOnBothWays) {
  const std::string chain = R"(
  %is_a = icmp eq i32 %a, 0
  br i1 %is_a, label %join, label %other
other:
  %is_b = icmp eq i32 %a, 1
  br i1 %is_b, label %one, label %two
one:
  %x1 = shl i32 %b, 8
  br label %join
two:
  %x2 = shl i32 %b, 16
  br label %join
join:
  %x = phi i32 [ %b, %entry ], [ %x1, %one ], [ %x2, %two ]
  ret i32 %x
)";
  EXPECT_EQ(SelectsIn(chain, 0), 0);
  EXPECT_EQ(SelectsIn(chain, 1), 1);
  EXPECT_EQ(SelectsIn(chain, 4), 2);
}

TEST(SelectValues, WorkThatMayTrapStays) {
  EXPECT_EQ(SelectsIn(R"(
  br i1 %c, label %yes, label %join
yes:
  %m = udiv i32 %a, %b
  br label %join
join:
  %x = phi i32 [ %m, %yes ], [ %b, %entry ]
  ret i32 %x
)",
                      8),
            0);
}

TEST(SelectValues, ManyValuesReadBetterAsABranch) {
  EXPECT_EQ(SelectsIn(R"(
  br i1 %c, label %yes, label %join
yes: br label %join
join:
  %x = phi i32 [ %a, %yes ], [ %b, %entry ]
  %y = phi i32 [ 1, %yes ], [ %b, %entry ]
  %z = phi i32 [ 2, %yes ], [ %b, %entry ]
  %s = add i32 %x, %y
  %t = add i32 %s, %z
  ret i32 %t
)"),
            0);
}

TEST(SelectValues, AWayBackStays) {
  EXPECT_EQ(SelectsIn(R"(
  br label %loop
loop:
  %x = phi i32 [ %a, %entry ], [ %n, %latch ]
  %n = add i32 %x, 1
  %e = icmp slt i32 %n, %b
  br i1 %e, label %latch, label %out
latch: br label %loop
out: ret i32 %n
)"),
            0);
}

}  // namespace
}  // namespace kiln::translator
