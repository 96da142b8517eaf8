#include "translator/passes/images/expand_sampling.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "translator/ir/image_ops.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Stage;
using testing::TestKernel;

// The kernel after the pass and a clean-up, and what it does with images.
class Expanded {
 public:
  explicit Expanded(const std::string& source) : test(source) {
    if (!test.Ok()) return;
    test.Advance(Stage::kViews);
    if (test.Errors().empty()) test.Verify("after ExpandSampling");
  }
  std::size_t Count(ImageOp::Kind kind) {
    std::size_t count = 0;
    for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
      const auto op = AsImageOp(instruction);
      count += op && op->kind == kind ? 1 : 0;
    }
    return count;
  }
  std::size_t Blocks() { return test.kernel.function->size(); }

  TestKernel test;
};

std::string Read(const std::string& literal, const std::string& at, const std::string& result = "") {
  return "kernel void k(read_only image2d_t image, sampler_t argument, global float4 *out, int2 i, float2 f) {"
         "  const sampler_t literal = " +
         literal +
         ";"
         "  *out = read_imagef(image, " +
         (literal == "0" ? "argument" : "literal") + ", " + at + ")" + result + "; }";
}

TEST(ExpandSampling, NearestTexelsOfALiteralAreOneLoad) {
  Expanded trusted(Read("CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_NONE | CLK_FILTER_NEAREST", "i"));
  EXPECT_EQ(trusted.Count(ImageOp::Kind::kLoad), 1u);
  EXPECT_EQ(trusted.Count(ImageOp::Kind::kSize), 0u) << "the source promises that the texel exists";
  EXPECT_EQ(trusted.Count(ImageOp::Kind::kSample), 0u);

  Expanded clamped(Read("CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_NEAREST", "i"));
  EXPECT_EQ(clamped.Count(ImageOp::Kind::kLoad), 1u);
  EXPECT_EQ(clamped.Count(ImageOp::Kind::kSize), 2u);
  EXPECT_EQ(clamped.Blocks(), 1u);
}

TEST(ExpandSampling, LinearFiltersLoadEveryCorner) {
  Expanded flat(Read("CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_REPEAT | CLK_FILTER_LINEAR", "f"));
  EXPECT_EQ(flat.Count(ImageOp::Kind::kLoad), 4u);
  EXPECT_EQ(flat.Blocks(), 1u);
  Expanded deep(
      "kernel void k(read_only image3d_t image, global float4 *out, float4 f) {"
      "  const sampler_t s = CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP | CLK_FILTER_LINEAR;"
      "  *out = read_imagef(image, s, f); }");
  EXPECT_EQ(deep.Count(ImageOp::Kind::kLoad), 8u);
}

TEST(ExpandSampling, IntegersAreNeverFiltered) {
  Expanded kernel(
      "kernel void k(read_only image2d_t image, global uint4 *out, float2 f) {"
      "  const sampler_t s = CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_LINEAR;"
      "  *out = read_imageui(image, s, f); }");
  EXPECT_EQ(kernel.Count(ImageOp::Kind::kLoad), 1u);
}

TEST(ExpandSampling, ArgumentsBranchOnTheirFilter) {
  Expanded kernel(Read("0", "f"));
  EXPECT_EQ(kernel.Count(ImageOp::Kind::kLoad), 5u) << "four for the linear filter, one for the nearest texel";
  EXPECT_GT(kernel.Blocks(), 1u);
  Expanded whole(Read("0", "i"));
  EXPECT_EQ(whole.Count(ImageOp::Kind::kLoad), 1u) << "whole coordinates lie on texels";
}

TEST(ExpandSampling, TheBorderNeedsTheChannelOrderForItsAlphaOnly) {
  const std::string border = "CLK_NORMALIZED_COORDS_FALSE | CLK_ADDRESS_CLAMP | CLK_FILTER_NEAREST";
  EXPECT_EQ(Expanded(Read(border, "i")).Count(ImageOp::Kind::kFormat), 1u);
  EXPECT_EQ(Expanded(Read(border, "i", ".xyzx")).Count(ImageOp::Kind::kFormat), 0u);
}

TEST(ExpandSampling, IntegersSaturateWhereTheyMayNotFit) {
  const auto write = [](const std::string& value) {
    return "kernel void k(write_only image2d_t image, int4 v, uchar4 small) {"
           "  write_imagei(image, (int2)(0, 0), " +
           value + "); }";
  };
  EXPECT_EQ(Expanded(write("v")).Count(ImageOp::Kind::kFormat), 1u);
  EXPECT_EQ(Expanded(write("(int4)(1, -2, 127, -128)")).Count(ImageOp::Kind::kFormat), 0u);
  EXPECT_EQ(Expanded(write("convert_int4(small) >> 1")).Count(ImageOp::Kind::kFormat), 0u);
}

TEST(ExpandSampling, FiltersMayBeContracted) {
  Expanded kernel(Read("CLK_NORMALIZED_COORDS_TRUE | CLK_ADDRESS_CLAMP_TO_EDGE | CLK_FILTER_LINEAR", "f"));
  for (const llvm::Instruction& instruction : llvm::instructions(*kernel.test.kernel.function)) {
    if (instruction.getOpcode() == llvm::Instruction::FMul || instruction.getOpcode() == llvm::Instruction::FAdd) {
      EXPECT_TRUE(instruction.hasAllowContract());
    }
  }
}

TEST(ExpandSampling, OneKindOfTexelsForAnImage) {
  Expanded kernel(
      "kernel void k(read_only image2d_t photo, global float4 *f, global int4 *i) {"
      "  *f = read_imagef(photo, (int2)(0, 0));"
      "  *i = read_imagei(photo, (int2)(0, 0)); }");
  ASSERT_EQ(kernel.test.Errors().size(), 1u);
  EXPECT_EQ(kernel.test.Errors()[0],
            "the image 'photo' is accessed as different element types (f, i or ui); use one kernel for each");
}

}  // namespace
}  // namespace kiln::translator
