#include "tests/fuzz/program.h"

#include <gtest/gtest.h>

namespace kiln::fuzz {
namespace {

TEST(Program, IsAFunctionOfTheDecisions) {
  Choices random(3);
  const Program program = Generate(random, {});
  Choices replay(random.taken());
  EXPECT_EQ(Generate(replay, {}).source, program.source);
  Choices other(4);
  EXPECT_NE(Generate(other, {}).source, program.source);
}

TEST(Program, WithoutDecisionsIsSmall) {
  Choices none(std::vector<std::uint32_t>{});
  const Program program = Generate(none, {});
  EXPECT_NE(program.source.find("void fuzzed(global uint* out)"), std::string::npos) << program.source;
  EXPECT_EQ(program.arguments.size(), 1U);
  EXPECT_EQ(program.global_size, 4U);
}

TEST(Program, RendersATestDescription) {
  Program program;
  program.source = "kernel void fuzzed(global int3* out, char k, local float* m) {}\n";
  program.version = "CL1.2";
  program.global_size = program.local_size = 2;
  const std::vector<std::byte> before(32, std::byte{0xFF});
  std::vector<std::byte> after(32);
  after[4] = std::byte{7};
  program.arguments = {{Argument::Kind::kBuffer, {Scalar::kInt, 3}, 2, true, before},
                       {Argument::Kind::kValue, {Scalar::kChar, 1}, 1, false, {std::byte{0x80}}},
                       {Argument::Kind::kLocal, {Scalar::kFloat, 1}, 8, false, {}},
                       {Argument::Kind::kValue, {Scalar::kUchar, 1}, 2, false, {std::byte{1}, std::byte{2}}}};
  const std::string text = Render(program, "x", {after});
  EXPECT_NE(text.find("build_options: -cl-std=CL1.2\n"), std::string::npos) << text;
  EXPECT_NE(text.find("arg_in: 0 buffer int3[2] -1 -1 -1 -1 -1 -1\narg_out: 0 buffer int3[2] 0 7 0 0 0 0\n"),
            std::string::npos);
  EXPECT_NE(text.find("arg_in: 1 char -128\narg_in: 2 buffer float[8] NULL\narg_in: 3 uchar[2] 1 2\n!*/\nkernel"),
            std::string::npos);
}

}  // namespace
}  // namespace kiln::fuzz
