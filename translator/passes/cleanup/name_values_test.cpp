#include "translator/passes/cleanup/name_values.h"

#include <gtest/gtest.h>

#include <set>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::Stage;
using testing::TestKernel;

std::set<std::string> SourceNames(const TestKernel& test) {
  std::set<std::string> names;
  for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
    const std::string name = SourceName(instruction.getName());
    if (!name.empty()) names.insert(name);
  }
  return names;
}

TEST(NameValues, VariablesNameTheValuesThatReplaceThem) {
  TestKernel test(R"(
kernel void k(global int *a, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) sum += a[i];
  int scaled = sum * 3 + n;
  a[0] = scaled;
})");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kSimplified);
  const std::set<std::string> names = SourceNames(test);
  for (const char* name : {"sum", "i", "scaled"}) EXPECT_TRUE(names.contains(name)) << name;
}

TEST(NameValues, CompilerSlotsAreNoNamesOfTheSource) {
  TestKernel test("int f(int x) { return x * 2; } kernel void k(global int *a, int n) { a[0] = f(n); }");
  ASSERT_TRUE(test.Ok());
  test.Advance(Stage::kSimplified);
  for (const std::string& name : SourceNames(test)) {
    EXPECT_FALSE(name.starts_with("retval") || name.starts_with("tmp") || name == "call" || name == "mul") << name;
  }
}

TEST(SourceName, StripsWhatLlvmAdds) {
  EXPECT_EQ(SourceName("$sum.0.i"), "sum");
  EXPECT_EQ(SourceName("$row."), "row");
  EXPECT_EQ(SourceName("sum"), "");
  EXPECT_EQ(SourceName(""), "");
  EXPECT_EQ(SourceName("$12"), "");
}

}  // namespace
}  // namespace kiln::translator
