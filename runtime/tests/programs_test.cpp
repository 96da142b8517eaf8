// Kernels from files; variables that the kernels of a program share.
#include "runtime/tests/runtime_fixture.h"

#include <cstdlib>
#include <filesystem>

#include "kiln/base/file.h"

namespace kiln::runtime {
namespace {

TEST_F(RuntimeTest, TheExampleProgramRunsFromFiles) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "kiln_runtime_test";
  std::filesystem::create_directories(folder);
  const std::string spirv = folder / "saxpy.spv", json = folder / "saxpy.json";
  ASSERT_OK(WriteFileAtomically(spirv, SaxpyWords()));
  ASSERT_OK(WriteFileAtomically(json, artifact::ToJson({"vulkan1.2", {SaxpyKernel()}})));
  ASSERT_OK(device_.LoadFile(spirv, json));
  const std::string command = std::string(KILN_SAXPY_EXAMPLE) + " '" + spirv + "' '" + json + "'";
  EXPECT_EQ(std::system((command + " > /dev/null").c_str()), 0) << command;
  ASSERT_OK(WriteFileAtomically(json, std::string_view("{")));
  const auto damaged = device_.LoadFile(spirv, json);
  ASSERT_FALSE(damaged);
  EXPECT_NE(damaged.error().ToString().find("while reading '" + json + "'"), std::string::npos);
  EXPECT_EQ(device_.LoadFile(folder / "none.spv", json).error().code(), ErrorCode::kNotFound);
  EXPECT_NE(std::system((command + " 2> /dev/null").c_str()), 0) << "the example reports errors";
  std::filesystem::remove_all(folder);
}

// counter += by; out = counter.
artifact::Kernel CountingKernel() {
  artifact::Kernel kernel = KernelBuilder("count").Buffer("data", "int*", false, true).Build();
  artifact::ProgramVariables& program = kernel.program_variables.emplace();
  program.binding = program.metal_index = 3;
  program.size = 16;
  program.variables = {{"unused", 0, 4}, {"counter", 8, 4}};
  program.initial = {{8, std::string("\x05")}};
  return kernel;
}

TEST_F(RuntimeTest, KernelsOfAProgramShareItsVariables) {
  const auto words = CompileGlsl(R"(
    layout(set = 0, binding = 0) buffer Data { int data[]; };
    layout(set = 0, binding = 3) buffer Program { layout(offset = 8) int counter; };
    void main() { data[0] = counter; counter += 2; })");
  auto program = device_.CreateProgram();
  ASSERT_OK(program);
  const auto first = program->Load(words, CountingKernel());
  const auto second = program->Load(words, CountingKernel());
  const auto alone = device_.Load(words, CountingKernel());
  ASSERT_OK(first);
  ASSERT_OK(second);
  ASSERT_OK(alone);
  auto other_stream = device_.CreateStream();
  ASSERT_OK(other_stream);
  const auto run = [&](Stream& stream, const Kernel& kernel) {
    Buffer data = Upload(std::vector<int>(1));
    EXPECT_TRUE(stream.Launch(kernel, NdRange(1), data));
    std::vector<int> result(1);
    EXPECT_TRUE(data.Read(result));
    return result[0];
  };
  EXPECT_EQ(run(stream_, *first), 5);
  EXPECT_EQ(run(stream_, *second), 7);
  EXPECT_EQ(run(*other_stream, *first), 9);
  EXPECT_EQ(run(stream_, *alone), 5);
  EXPECT_EQ(run(stream_, *second), 11);
  artifact::Kernel different = CountingKernel();
  different.program_variables->initial.clear();
  const auto refused = program->Load(words, different);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::kInvalidArtifact);
  EXPECT_NE(refused.error().ToString().find("while loading the kernel 'count'"), std::string::npos);
  EXPECT_EQ(Program().Load(words, CountingKernel()).error().code(), ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace kiln::runtime
