#include "translator/passes/images/branch_on_images.h"

#include <gtest/gtest.h>

#include <map>

#include "llvm/IR/InstIterator.h"
#include "translator/ir/image_ops.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Stage;
using testing::TestKernel;

// How many operations on each argument remain; the key -1 counts what is no argument.
std::map<int, int> Operations(TestKernel& test) {
  std::map<int, int> counts;
  if (!test.Ok()) return counts;
  test.Advance(Stage::kViews);
  EXPECT_TRUE(test.Errors().empty());
  test.Verify("after BranchOnImages");
  for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    EXPECT_FALSE(AsImageType(instruction.getType())) << "no choice between images remains";
    if (const auto op = AsImageOp(instruction)) ++counts[op->argument()];
  }
  return counts;
}

TEST(BranchOnImages, EachImageHasItsOwnRead) {
  TestKernel test(
      "kernel void k(read_only image2d_t a, read_only image2d_t b, global const int *c, global float4 *out) {"
      "  *out = read_imagef(*c ? a : b, (int2)(1, 2)); }");
  EXPECT_EQ(Operations(test), (std::map<int, int>{{0, 1}, {1, 1}}));
}

TEST(BranchOnImages, ChoicesNest) {
  TestKernel test(
      "kernel void k(write_only image2d_t a, write_only image2d_t b, write_only image2d_t c, int n) {"
      "  write_imagef(n == 0 ? a : n == 1 ? b : c, (int2)(1, 2), (float4)(0.5f)); }");
  EXPECT_EQ(Operations(test), (std::map<int, int>{{0, 1}, {1, 1}, {2, 1}}));
}

TEST(BranchOnImages, AChoiceBetweenEqualsIsNone) {
  TestKernel test(
      "kernel void k(read_only image2d_t a, int n, global int *out) { *out = get_image_width(n ? a : a); }");
  EXPECT_EQ(Operations(test), (std::map<int, int>{{0, 1}}));
}

}  // namespace
}  // namespace kiln::translator
