#include "translator/passes/types/check_integer_widths.h"

#include <gtest/gtest.h>

#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::TestKernel;

std::vector<std::string> ErrorsOf(const std::string& body) {
  TestKernel test("kernel void k(global int *a, int n)",
                  "define spir_kernel void @k(ptr addrspace(1) %a, i32 %n) {\n" + body + "\n  ret void\n}");
  if (!test.Ok()) return {"the IR does not parse"};
  CheckIntegerWidths(test.context(), test.kernel);
  return test.Errors();
}

TEST(CheckIntegerWidths, TheWidthsThatTargetsHave) {
  EXPECT_TRUE(ErrorsOf(R"(  %a1 = icmp eq i32 %n, 1
  %a8 = trunc i32 %n to i8
  %a16 = zext i8 %a8 to i16
  %a64 = zext i16 %a16 to i64
  %v = insertelement <4 x i64> zeroinitializer, i64 %a64, i32 0)")
                  .empty());
}

TEST(CheckIntegerWidths, OthersAreReportedOnce) {
  for (const char* type : {"i128", "i24", "i4", "<4 x i128>"}) {
    const bool is_vector = type[0] == '<';
    const std::string from = is_vector ? "zext <4 x i32> zeroinitializer to " : "zext i1 true to ";
    const auto errors = ErrorsOf("  %x = " + from + type + "\n  %y = add " + type + " %x, %x");
    ASSERT_EQ(errors.size(), 1u) << type;
    EXPECT_NE(errors.front().find("bits, which no target has"), std::string::npos) << errors.front();
  }
}

TEST(CheckIntegerWidths, TheCodeIsStable) {
  TestKernel test("kernel void k(int n)",
                  "define spir_kernel void @k(i32 %n) {\n  %x = zext i32 %n to i128\n  ret void\n}");
  ASSERT_TRUE(test.Ok());
  CheckIntegerWidths(test.context(), test.kernel);
  const auto HasCode = [&](std::string_view code) { return test.source().diagnostics().back().code == code; };
  EXPECT_TRUE(HasCode("unsupported-type"));
}

TEST(CheckIntegerWidths, OperandsCountToo) {
  EXPECT_EQ(ErrorsOf("  %x = trunc i128 5 to i32").size(), 1u);
}

}  // namespace
}  // namespace kiln::translator
