#include "translator/passes/abi/place_program_variables.h"

#include <gtest/gtest.h>

#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "translator/passes/memory/collect_objects.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::TestKernel;

ProgramVariables Placed(TestKernel& test) {
  return PlaceProgramVariables(test.context(), test.source(), test.module());
}

std::vector<std::string> Names(const ProgramVariables& program) {
  std::vector<std::string> names;
  for (const auto& variable : program.layout.variables) names.push_back(variable.name);
  return names;
}

TEST(PlaceProgramVariables, OnlyWhatSomeKernelMayWriteTo) {
  TestKernel test(R"(
    global int written = 5, read = 6;
    global int handed_out[2];
    global int through_function;
    void set(global int* at) { *at = 1; }
    kernel void other() { set(&through_function); }
    kernel void k(global int* out, global ulong* places) {
      written += read;
      places[0] = (ulong)&handed_out[1];
    })");
  ASSERT_TRUE(test.Ok());
  const ProgramVariables program = Placed(test);
  EXPECT_EQ(Names(program), (std::vector<std::string>{"written", "through_function", "handed_out"}));
  EXPECT_EQ(test.module().getNamedGlobal("written"), nullptr);
  EXPECT_NE(test.module().getNamedGlobal("read"), nullptr);
  EXPECT_NE(test.module().getNamedGlobal(kProgramBuffer), nullptr);
  test.Verify("the end");
}

TEST(PlaceProgramVariables, NothingToPlace) {
  TestKernel test(
      "constant int table[2] = {1, 2}; global int read = 6; kernel void k(global int* a) { *a = table[*a] + read; }");
  ASSERT_TRUE(test.Ok());
  EXPECT_EQ(Placed(test).layout.size, 0u);
  EXPECT_EQ(test.module().getNamedGlobal(kProgramBuffer), nullptr);
}

TEST(PlaceProgramVariables, FirstValuesWithoutTheirZeros) {
  TestKernel test(R"(
    struct s { char c; double d; float3 f; };
    global int zeros[100000];
    global struct s one = {'a', 1.0, (float3)(0, 0, 2)};
    global short few[40] = {[0] = 0x102, [39] = -1};
    global ushort h = 0x3c00;
    kernel void k(global int* a) { zeros[a[0]] = 1; one.c = 'b'; few[a[1]] = 2; h = a[3]; })");
  ASSERT_TRUE(test.Ok());
  const artifact::ProgramVariables layout = Placed(test).layout;
  EXPECT_EQ(layout.size % 16, 0u);
  ASSERT_EQ(layout.variables.size(), 4u);
  EXPECT_GT(layout.size, 400'000u);
  using Bytes = artifact::ProgramVariables::Bytes;
  const std::string double_one("\xf0\x3f"), zeros(16, '\0');
  EXPECT_EQ(layout.initial, (std::vector<Bytes>{{0, "a" + zeros.substr(0, 13) + double_one + zeros.substr(0, 11) +
                                                        "\x40" + zeros.substr(0, 4) + "\x02\x01"},
                                                {110, std::string("\xff\xff\0\x3c", 4)}}));
}

TEST(PlaceProgramVariables, AddressesInFirstValuesAreNumbers) {
  TestKernel test(R"(
    constant int table[4] = {1, 2, 3, 4};
    global int values[4];
    global int* global at = &values[3];
    constant int* global in_table = &table[1];
    kernel void k(global int* a) { at = &values[a[0]]; in_table += 1; values[1] = 2; })");
  ASSERT_TRUE(test.Ok());
  const ProgramVariables program = Placed(test);
  // The table moves too: its address must be one that all kernels understand.
  EXPECT_EQ(Names(program), (std::vector<std::string>{"values", "at", "in_table", "table"}));
  EXPECT_EQ(test.module().getNamedGlobal("table"), nullptr);
  test.Verify("the end");
}

TEST(PlaceProgramVariables, MoreThanNumbersReachIsADiagnostic) {
  TestKernel test("global uint large[600u << 20]; kernel void k(global int* a) { large[*a] = 1; }");
  ASSERT_TRUE(test.Ok());
  Placed(test);
  ASSERT_EQ(test.Errors().size(), 1u);
  EXPECT_NE(test.Errors().front().find("2 GiB"), std::string::npos);
}

// The variables that the kernel reads or writes after placement and simplification.
std::vector<std::string> Used(TestKernel& test) {
  std::vector<std::string> names;
  for (const llvm::GlobalVariable& variable : test.module().globals()) {
    for (const llvm::Instruction& instruction : llvm::instructions(*test.kernel.function)) {
      const auto is_variable = [&](const llvm::Value* operand) {
        const auto* constant = llvm::dyn_cast<llvm::Constant>(operand);
        return operand == &variable || (constant && !llvm::isa<llvm::GlobalValue>(constant) &&
                                        llvm::is_contained(GlobalsIn(*constant), &variable));
      };
      if (llvm::none_of(instruction.operand_values(), is_variable)) continue;
      names.push_back(variable.getName().str());
      break;
    }
  }
  return names;
}

TEST(PlaceTables, WhatIsTooLargeForTheTarget) {
  TestKernel test(R"(
    constant int large[256] = {1, 2, 3}, small[255] = {4, 5, 6};
    kernel void k(global int* a) { *a = large[*a] + small[*a]; })");
  ASSERT_TRUE(test.Ok());
  const ProgramVariables program = Placed(test);
  EXPECT_EQ(Names(program), (std::vector<std::string>{"large"}));
  EXPECT_EQ(program.layout.size, 1024u);
  EXPECT_EQ(program.layout.initial.size(), 1u);
  test.Advance(testing::Stage::kSimplified);
  EXPECT_EQ(Used(test), (std::vector<std::string>{"large", "small"}));
  test.kernel.program = &program;
  PlaceTables(test.kernel);
  EXPECT_EQ(Used(test), (std::vector<std::string>{"small", kProgramBuffer.str()}));
}

TEST(PlaceTables, ElementsAtKnownPlacesAreNumbers) {
  TestKernel test("constant int large[256] = {1, 2, 3}; kernel void k(global int* a) { *a = large[2]; }");
  ASSERT_TRUE(test.Ok());
  const ProgramVariables program = Placed(test);
  test.Advance(testing::Stage::kSimplified);
  test.kernel.program = &program;
  PlaceTables(test.kernel);
  EXPECT_EQ(Used(test), std::vector<std::string>());
}

TEST(PlaceTables, MetalHasMemoryForThem) {
  TestKernel test("constant int large[256] = {1, 2, 3}; kernel void k(global int* a) { *a = large[*a]; }", "", "metal2.4");
  ASSERT_TRUE(test.Ok());
  EXPECT_EQ(Placed(test).layout.size, 0u);
}

}  // namespace
}  // namespace kiln::translator
