#include "kiln/artifact/spirv_validate.h"

#include <gtest/gtest.h>

#include <spirv-tools/libspirv.hpp>
#include <string>
#include <vector>

namespace kiln::artifact {
namespace {

std::vector<std::uint32_t> Assemble(const std::string& body) {
  const std::string text = R"(
      OpCapability Shader
      OpMemoryModel Logical GLSL450
      OpEntryPoint GLCompute %main "main"
      OpExecutionMode %main LocalSize 1 1 1
%void = OpTypeVoid
%fn   = OpTypeFunction %void
%main = OpFunction %void None %fn
%begin = OpLabel
)" + body + "OpFunctionEnd\n";
  const spvtools::SpirvTools tools(SPV_ENV_VULKAN_1_3);
  std::vector<std::uint32_t> words;
  EXPECT_TRUE(tools.Assemble(text, &words)) << text;
  return words;
}

TEST(Validate, AcceptsWhatIsValid) {
  EXPECT_TRUE(Validate(Assemble("OpReturn\n")));
}

TEST(Validate, SaysWhatIsWrong) {
  const auto status = Validate(Assemble("OpBranch %begin\n"));
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), ErrorCode::kInvalidArtifact);
  EXPECT_TRUE(status.error().message().starts_with("not a valid SPIR-V module: ")) << status.error().message();
  EXPECT_EQ(status.error().message().find('\n'), std::string::npos);
}

TEST(Validate, DamagedModules) {
  std::vector<std::uint32_t> words = Assemble("OpReturn\n");
  for (std::size_t size = 0; size < words.size(); ++size) EXPECT_FALSE(Validate(std::span(words).first(size))) << size;
  words[3] = 0xffffffff;  // the bound, which the validator would make tables of
  EXPECT_FALSE(Validate(words));
}

TEST(Validate, RefusesEnormousModules) {
  std::vector<std::uint32_t> words = Assemble("OpReturn\n");
  words.insert(words.begin() + 5, (4 << 20) - words.size() + 1, 0x10000);  // OpNop
  const auto status = Validate(words);
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message().find("more than 16777216"), std::string::npos) << status.error().message();
}

}  // namespace
}  // namespace kiln::artifact
