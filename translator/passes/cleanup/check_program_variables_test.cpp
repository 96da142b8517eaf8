#include "translator/passes/cleanup/check_program_variables.h"

#include <gtest/gtest.h>

#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::TestKernel;

std::vector<std::string> ErrorsOf(const std::string& source) {
  TestKernel test(source);
  if (!test.Ok()) return {"the source does not compile"};
  CheckProgramVariables(test.context(), test.source(), test.module());
  return test.Errors();
}

TEST(CheckProgramVariables, DeclaredAndUsedButNowhereDefined) {
  const auto errors = ErrorsOf("extern constant int table[4]; kernel void k(global int* a) { *a = table[*a]; }");
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_NE(errors.front().find("'table' is declared, but defined nowhere"), std::string::npos) << errors.front();
}

TEST(CheckProgramVariables, WhatNothingUsesMayBeMissing) {
  EXPECT_TRUE(ErrorsOf("extern constant int table[4]; kernel void k(global int* a) { *a = 1; }").empty());
}

TEST(CheckProgramVariables, DefinedOnesOfAllSpaces) {
  EXPECT_TRUE(ErrorsOf("constant int c = 1; global int g = 2; kernel void k(global int* a) { local int l; l = c; "
                       "barrier(CLK_LOCAL_MEM_FENCE); static global int s; s += g; *a = l + s; }")
                  .empty());
}

}  // namespace
}  // namespace kiln::translator
