#include "translator/passes/math/apply_math_options.h"

#include <gtest/gtest.h>

#include "kiln/translator/lower.h"

namespace kiln::translator {
namespace {

// The SPIR-V assembly of a kernel's body under some options.
std::string Assembly(const std::string& body, const LowerOptions& options, std::string_view profile = "vulkan1.3",
                     const std::string& clang_option = "") {
  frontend::CompileOptions compile;
  if (!clang_option.empty()) compile.clang_options.push_back(clang_option);
  auto source = frontend::Compile({"test.cl", "kernel void k(global float *o, float x, float y) { " + body + " }"}, compile);
  EXPECT_TRUE(source) << source.error().ToString();
  auto module = Lower(*source, *FindProfile(profile), options);
  EXPECT_TRUE(module) << module.error().ToString();
  return module ? *Disassemble(module->words) : "";
}

std::size_t Count(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

TEST(ApplyMathOptions, MadEnableLetsAProductBeFusedAcrossStatements) {
  const std::string body = "float p = x * y; o[0] = p + 1.5f;";
  EXPECT_EQ(Count(Assembly(body, {}), "NoContraction"), 2u);
  LowerOptions options;
  options.mad_enable = true;
  EXPECT_EQ(Count(Assembly(body, options), "NoContraction"), 0u);
}

TEST(ApplyMathOptions, CorrectRoundingReplacesDivisionsAndRoots) {
  const std::string body = "o[0] = x / y; o[1] = sqrt(x); o[2] = x / 4.0f; o[3] = native_divide(y, x);";
  LowerOptions options;
  const std::string as_is = Assembly(body, options);
  EXPECT_EQ(Count(as_is, "OpFDiv"), 2u);
  EXPECT_EQ(Count(as_is, "%double"), 0u);
  options.correctly_rounded_divide_sqrt = true;
  const std::string by_double = Assembly(body, options);
  EXPECT_EQ(Count(by_double, "OpFDiv %float"), 1u);  // native_divide; a quarter is a product
  EXPECT_EQ(Count(by_double, "OpFDiv %double"), 1u);
  const std::string in_integers = Assembly(body, options, "vulkan1.1");
  EXPECT_EQ(Count(in_integers, "%double"), 0u);
  EXPECT_GT(Count(in_integers, "OpLoopMerge"), 0u);
}

TEST(ApplyMathOptions, CorrectRoundingLeavesMetalsOwn) {
  LowerOptions options;
  options.correctly_rounded_divide_sqrt = true;
  EXPECT_EQ(Count(Assembly("o[0] = x / y;", options, "metal3.0"), "OpFDiv"), 1u);
}

// Folded in the device's stead.
TEST(ApplyMathOptions, DenormsAreZeroFlushesWhatIsFolded) {
  const std::string body = "float a = 0x1p-126f; o[0] = a * 0.5f;";
  LowerOptions options;
  EXPECT_EQ(Count(Assembly(body, options), "%float_0 "), 0u);
  options.denorms_are_zero = true;
  EXPECT_GT(Count(Assembly(body, options), "%float_0 "), 0u);
}

TEST(ApplyMathOptions, NoSignedZerosDropsTheSumWithZero) {
  const std::string body = "o[0] = x + 0.0f;";
  EXPECT_EQ(Count(Assembly(body, {}), "OpFAdd"), 1u);
  EXPECT_EQ(Count(Assembly(body, {}, "vulkan1.3", "-cl-no-signed-zeros"), "OpFAdd"), 0u);
}

TEST(ApplyMathOptions, FiniteMathOnlyKnowsThatNothingIsNan) {
  const std::string body = "o[0] = x != x ? 1.0f : 2.0f;";
  EXPECT_EQ(Count(Assembly(body, {}), "OpSelect"), 1u);
  EXPECT_EQ(Count(Assembly(body, {}, "vulkan1.3", "-cl-finite-math-only"), "OpSelect"), 0u);
}

TEST(ApplyMathOptions, UnsafeMathReordersSums) {
  const std::string body = "o[0] = (x + 1.5f) - 1.5f;";
  EXPECT_EQ(Count(Assembly(body, {}), "OpFAdd"), 2u);
  EXPECT_EQ(Count(Assembly(body, {}, "vulkan1.3", "-cl-unsafe-math-optimizations"), "OpFAdd"), 0u);
}

TEST(ApplyMathOptions, FastRelaxedMathTakesTheDevicesFunctions) {
  const std::string body = "o[0] = sin(x) + log(y);";
  EXPECT_EQ(Count(Assembly(body, {}), "OpExtInst %float %1 Sin"), 0u);
  LowerOptions options;
  options.fast_relaxed_math = true;
  const std::string relaxed = Assembly(body, options, "vulkan1.3", "-cl-fast-relaxed-math");
  EXPECT_EQ(Count(relaxed, " Sin "), 1u);
  EXPECT_EQ(Count(relaxed, " Log "), 1u);
}

// Vulkan's bound for them is wider than OpenCL's.
TEST(ApplyMathOptions, FastRelaxedMathTakesAShorterExponential) {
  const std::string body = "o[0] = exp(x) + exp2(y);";
  LowerOptions options;
  options.fast_relaxed_math = true;
  const std::string relaxed = Assembly(body, options, "vulkan1.3", "-cl-fast-relaxed-math");
  EXPECT_EQ(Count(relaxed, " Exp"), 0u);
  EXPECT_LT(relaxed.size(), Assembly(body, {}).size());
}

// What drivers were seen to do with a sum of two constants, and a product, unless told not to.
TEST(NoContraction, MarksWhatADriverWouldMerge) {
  EXPECT_EQ(Count(Assembly("o[0] = (x + 97.0f) + 0.1f;", {}), "NoContraction"), 2u);
  EXPECT_EQ(Count(Assembly("o[0] = (x * 3.0f) * 0.1f;", {}), "NoContraction"), 2u);
  EXPECT_EQ(Count(Assembly("o[0] = (x * 3.0f + 1.1f) + 0.1f;", {}), "NoContraction"), 2u);
  EXPECT_EQ(Count(Assembly("o[0] = (x * 3.0f) + y;", {}), "NoContraction"), 0u);
  // Without float controls every operation is in danger.
  EXPECT_EQ(Count(Assembly("o[0] = x + 97.0f;", {}), "NoContraction"), 0u);
  EXPECT_EQ(Count(Assembly("o[0] = x + 97.0f;", {}, "vulkan1.1"), "NoContraction"), 1u);
}

}  // namespace
}  // namespace kiln::translator
