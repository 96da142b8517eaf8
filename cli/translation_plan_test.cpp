#include "cli/translation_plan.h"

#include <gtest/gtest.h>

namespace kiln::cli {
namespace {

using translator::TargetLanguage;

Result<TranslationPlan> Plan(const std::vector<const char*>& words) {
  std::vector<const char*> argv = {"kiln"};
  argv.insert(argv.end(), words.begin(), words.end());
  const auto invocation = ParseCommandLine(argv);
  if (!invocation) return Fail(invocation.error());
  return PlanTranslation(*invocation);
}

std::string Message(const std::vector<const char*>& words) {
  const auto plan = Plan(words);
  if (plan) return "";
  EXPECT_EQ(plan.error().code(), ErrorCode::kInvalidArgument);
  return plan.error().message();
}

TEST(PlanTranslation, TakesTheKindsFromTheSuffixes) {
  const auto plan = Plan({"k.cl", "-o", "k.spv", "-o", "k.metal", "--reflect=k.reflect"});
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->outputs.size(), 3u);
  EXPECT_EQ(plan->outputs[0].kind, OutputKind::kSpirv);
  EXPECT_EQ(plan->outputs[1].kind, OutputKind::kMsl);
  EXPECT_EQ(plan->outputs[2].kind, OutputKind::kReflection);
  EXPECT_EQ(plan->ProfileFor(OutputKind::kReflection)->language, TargetLanguage::kSpirv);
}

TEST(PlanTranslation, ReflectsTheFirstOutputsTarget) {
  const auto plan = Plan({"k.cl", "--reflect=k.json", "-o", "k.metal", "--target=metal3.0"});
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->ProfileFor(OutputKind::kReflection)->name, "metal3.0");
}

TEST(PlanTranslation, EmitsToStandardOutput) {
  const auto plan = Plan({"k.cl", "--emit=glsl"});
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->outputs.size(), 1u);
  EXPECT_EQ(plan->outputs[0].path, "-");
  EXPECT_EQ(plan->outputs[0].kind, OutputKind::kGlsl);
}

TEST(PlanTranslation, PassesClangsOptionsOnInOrder) {
  const auto plan = Plan({"k.cl", "-o", "k.ll", "-DA", "-U", "A", "-I", "inc", "-cl-std=CL2.0", "-Wall", "-include",
                          "x.h", "-fno-caret-diagnostics", "-cl-ext=+cl_khr_fp16,-cl_khr_fp64"});
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->source.compile.clang_options,
            std::vector<std::string>({"-D", "A", "-U", "A", "-I", "inc", "-cl-std=CL2.0", "-Wall", "-include", "x.h",
                                      "-fno-caret-diagnostics", "-cl-ext=+cl_khr_fp16,-cl_khr_fp64"}));
}

TEST(PlanTranslation, KnowsWhatMathOptionsImply) {
  const auto plan = Plan({"k.cl", "-o", "k.spv", "-cl-fast-relaxed-math"});
  ASSERT_TRUE(plan);
  EXPECT_TRUE(plan->source.lower.unsafe_math);
  EXPECT_TRUE(plan->source.lower.finite_math_only);
  EXPECT_TRUE(plan->source.lower.mad_enable);
  EXPECT_FALSE(plan->source.lower.denorms_are_zero);
}

TEST(PlanTranslation, RefusesWhatCannotWork) {
  EXPECT_EQ(Message({}), "no input file; try 'kiln --help'");
  EXPECT_EQ(Message({"k.cl"}), "no output; name one, for example -o k.spv (see 'kiln --help')");
  EXPECT_EQ(Message({"a.cl", "b.cl", "-o", "x.spv"}),
            "several inputs for the one output 'x.spv'; let %f stand for the input's name, as in '%f.spv'");
  EXPECT_NE(Message({"k.cl", "-o", "k.txt"}).find("'k.txt' does not say what it is"), std::string::npos);
  EXPECT_NE(Message({"k.cl", "-o", "k.spv", "--emit=glsl"}).find("--emit=glsl has no effect"), std::string::npos);
  EXPECT_NE(Message({"k.cl", "--emit=wasm"}).find("'wasm' is no kind of output"), std::string::npos);
  EXPECT_NE(Message({"k.cl", "-o", "k.spv", "--target=vulkan9"}).find("'vulkan9' is no value of --target="),
            std::string::npos);
  EXPECT_NE(Message({"k.cl", "-o", "k.spv", "-MF", "x.d"}).find("'-MF' has no effect without -MD"), std::string::npos);
  EXPECT_NE(Message({"-", "-", "-o", "%f.spv"}).find("standard input"), std::string::npos);
  EXPECT_NE(Message({"k.cl", "-o", "k.spv", "-O7"}).find("'7' is no value of -O"), std::string::npos);
}

}  // namespace
}  // namespace kiln::cli
