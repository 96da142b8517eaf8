#include "translator/passes/cleanup/keep_functions.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "translator/passes/cleanup/inline_kernels.h"
#include "translator/passes/control_flow/split_returns.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::TestKernel;

// Names of what stays a function of the source, in calling order.
std::vector<std::string> Kept(TestKernel& test) {
  std::vector<llvm::Function*> kept = InlineKernels(test.context(), {test.kernel.function}, Functions::kKeepPlain);
  KeepOnly(test.module(), {test.kernel.function});
  DropRemoved(kept, test.module());
  std::vector<std::string> names;
  for (const llvm::Function* function : kept) names.push_back(NameOfFunction(*function));
  return names;
}

constexpr char kFalloff[] = R"(
float falloff(float d, float r) {
  if (d > r) return 0.0f;
  const float t = d / r, s = 1.0f - t * t;
  return s * s * s - t;
})";

TEST(KeepFunctions, PlainFunctionsStay) {
  TestKernel test(std::string(kFalloff) +
                  "kernel void k(global float *a) { a[0] = falloff(a[1], a[2]) + falloff(a[3], 2.0f); }");
  ASSERT_TRUE(test.Ok());
  EXPECT_EQ(Kept(test), std::vector<std::string>{"falloff"});
}

// Two functions that read a table each: `small` of 16 bytes, `large` of 2 KiB.
constexpr char kTables[] = R"(
constant int few[4] = {3, 1, 4, 1};
constant int many[512] = {1, 2, 3};
int small(int x, int y) { int a = few[x & 3] * y; a ^= few[(x >> 2) & 3]; return a * a + (y ^ x); }
int large(int x, int y) { int a = many[x & 511] * y; a ^= many[(x >> 9) & 511]; return a * a + (y ^ x); }
kernel void k(global int *a) { a[0] = small(a[1], a[2]) + large(a[3], a[4]); })";

TEST(KeepFunctions, InTextsSmallTablesAreReadByFunctions) {
  TestKernel spirv(kTables);
  ASSERT_TRUE(spirv.Ok());
  EXPECT_TRUE(Kept(spirv).empty());
  TestKernel glsl(kTables, "", "glsl460");
  ASSERT_TRUE(glsl.Ok());
  EXPECT_EQ(Kept(glsl), std::vector<std::string>{"small"});
  TestKernel metal(kTables, "", "metal2.4");
  ASSERT_TRUE(metal.Ok());
  EXPECT_EQ(Kept(metal), (std::vector<std::string>{"small", "large"}));
}

TEST(KeepFunctions, CalleesComeBeforeTheirCallers) {
  TestKernel test(std::string(kFalloff) + R"(
float twice(float d, float r) { float x = falloff(d, r); x += falloff(r, d) * x; x -= d * r; return x * x + d; }
kernel void k(global float *a) { a[0] = twice(a[1], a[2]); })");
  ASSERT_TRUE(test.Ok());
  EXPECT_EQ(Kept(test), (std::vector<std::string>{"falloff", "twice"}));
}

TEST(KeepFunctions, CallsWithConstantsAloneAreInlined) {
  TestKernel test(std::string(kFalloff) + "kernel void k(global float *a) { a[0] = falloff(1.0f, 2.0f); }");
  ASSERT_TRUE(test.Ok());
  EXPECT_TRUE(Kept(test).empty());
  for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    EXPECT_FALSE(llvm::isa<llvm::CallInst>(instruction));
  }
}

TEST(KeepFunctions, ATableAloneKeepsNone) {
  TestKernel test(R"(
#pragma OPENCL EXTENSION __cl_clang_function_pointers : enable
)" + std::string(kFalloff) +
                  R"(
typedef float (*Shape)(float, float);
constant Shape table[2] = {falloff, falloff};
kernel void other(global float *a, int i) { a[0] = table[i](a[1], a[2]); }
kernel void k(global float *a) { a[0] = falloff(1.0f, 2.0f); })");
  ASSERT_TRUE(test.Ok());
  EXPECT_TRUE(Kept(test).empty());
}

TEST(KeepFunctions, WhatIsNotPlainIsInlined) {
  const char* const kSources[] = {
      // Memory, through a parameter, of the program, and of its own that cannot be promoted.
      "float f(global float *p, float x) { return p[0] * x + x / p[1] - x * x * x; } kernel void k(global float *a) { "
      "a[0] = f(a, a[1]); }",
      "constant float t[3] = {1, 2, 3}; float f(int i, float x) { return t[i] * x + x / t[i + 1] - x * x; }"
      "kernel void k(global float *a, int i) { a[0] = f(i, a[1]); }",
      "float f(int i, float x) { float t[4] = {x, x * x, x + 1, x - 2}; t[i] += x; return t[i ^ 1] * x; }"
      "kernel void k(global float *a, int i) { a[0] = f(i, a[1]); }",
      // Types that the passes replace.
      "float8 f(float8 v, float x) { return v * x + v / x - v * v * v; } kernel void k(global float8 *a, float x) { "
      "a[0] = f(a[1], x); }",
      // What depends on the work-item.
      "float f(float x) { return x * get_global_id(0) + x / get_local_id(0) - x * x; } kernel void k(global float *a) "
      "{ a[0] = f(a[1]); }",
      // Too short for a name.
      "float f(float x) { return x * x + 1.0f; } kernel void k(global float *a) { a[0] = f(a[1]); }"};
  for (const char* source : kSources) {
    TestKernel test(source);
    ASSERT_TRUE(test.Ok());
    EXPECT_TRUE(Kept(test).empty()) << source;
  }
}

TEST(KeepFunctions, ATypeOfTheProfileDecides) {
  constexpr char kSource[] =
      "long f(long a, long b) { return (a * b + (a ^ b)) * (a - b) + a * 77; } kernel void k(global long *a) { a[0] = "
      "f(a[1], a[2]); }";
  TestKernel with(kSource);
  ASSERT_TRUE(with.Ok());
  EXPECT_EQ(Kept(with), std::vector<std::string>{"f"});
  TestKernel without(kSource, "", "vulkan1.1");
  ASSERT_TRUE(without.Ok());
  EXPECT_TRUE(Kept(without).empty());
}

TEST(KeepFunctions, NamesAreThoseOfTheSource) {
  llvm::LLVMContext context;
  llvm::Module module("m", context);
  const auto name = [&](const char* mangled) {
    return NameOfFunction(*llvm::Function::Create(llvm::FunctionType::get(llvm::Type::getVoidTy(context), false),
                                                  llvm::GlobalValue::ExternalLinkage, mangled, module));
  };
  EXPECT_EQ(name("falloff"), "falloff");
  EXPECT_EQ(name("_Z7fallofff"), "falloff");
  EXPECT_EQ(name("_ZN5scene7falloffEfDv2_f"), "falloff");
  EXPECT_EQ(name("_Z3sumILi4EEff"), "sum");
  EXPECT_EQ(name("__kiln_exp_f32"), "kiln_exp_f32");
}

TEST(SplitReturns, EachPathEndsInItsOwnReturn) {
  llvm::LLVMContext context;
  const auto module = testing::ParseIr(context, R"(
define i32 @f(i32 %x, i1 %c) {
  switch i32 %x, label %a [ i32 1, label %end
                            i32 2, label %end ]
a:
  br i1 %c, label %b, label %end
b:
  br label %end
end:
  %r = phi i32 [ 5, %0 ], [ 5, %0 ], [ 7, %a ], [ %x, %b ]
  ret i32 %r
})");
  ASSERT_TRUE(module);
  llvm::Function& function = *module->getFunction("f");
  SplitReturns(function);
  unsigned returns = 0;
  for (const llvm::BasicBlock& block : function) {
    EXPECT_TRUE(block.phis().empty());
    returns += llvm::isa<llvm::ReturnInst>(block.getTerminator());
  }
  EXPECT_EQ(returns, 3u);
}

}  // namespace
}  // namespace kiln::translator
