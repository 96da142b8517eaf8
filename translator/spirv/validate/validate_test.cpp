#include <gtest/gtest.h>

#include <spirv-tools/libspirv.hpp>

#include "kiln/translator/lower.h"

namespace kiln::translator {
namespace {

std::vector<std::uint32_t> Assemble(const std::string& text, spv_target_env environment = SPV_ENV_UNIVERSAL_1_3) {
  std::vector<std::uint32_t> words;
  spvtools::SpirvTools tools(environment);
  EXPECT_TRUE(tools.Assemble(text, &words));
  return words;
}

constexpr const char* kMinimal = R"(
OpCapability Shader
OpMemoryModel Logical GLSL450
OpEntryPoint GLCompute %k "k"
OpExecutionMode %k LocalSize 1 1 1
%void = OpTypeVoid
%fn = OpTypeFunction %void
%k = OpFunction %void None %fn
%entry = OpLabel
OpReturn
OpFunctionEnd
)";

// A float3 that straddles 16 bytes: legal in scalar layout, not in std430.
std::string ScalarBlock() {
  std::string text = kMinimal;
  text.insert(text.find("%void ="), R"(
OpDecorate %block Block
OpMemberDecorate %block 0 Offset 0
OpMemberDecorate %block 1 Offset 4
OpDecorate %x DescriptorSet 0
OpDecorate %x Binding 0
%float = OpTypeFloat 32
%v2 = OpTypeVector %float 2
%block = OpTypeStruct %float %v2
%ptr = OpTypePointer StorageBuffer %block
%x = OpVariable %ptr StorageBuffer
)");
  return text;
}

TEST(ValidateTest, AcceptsAMinimalModule) {
  EXPECT_TRUE(Validate(Assemble(kMinimal), *FindProfile("vulkan1.1")));
  EXPECT_TRUE(Validate(Assemble(kMinimal), *FindProfile("vulkan1.3")));
}

TEST(ValidateTest, NamesProfileAndReason) {
  std::string text = kMinimal;
  text.replace(text.find("OpCapability Shader"), 19, "OpCapability Kernel\nOpCapability Addresses");
  const Status refused = Validate(Assemble(text), *FindProfile("vulkan1.3"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::kInternal);
  EXPECT_NE(refused.error().message().find("vulkan1.3"), std::string::npos);
  EXPECT_NE(refused.error().message().find("MemoryModel"), std::string::npos) << refused.error().message();
}

TEST(ValidateTest, ScalarLayoutFollowsTheProfile) {
  TargetProfile profile = *FindProfile("vulkan1.3");
  EXPECT_TRUE(Validate(Assemble(ScalarBlock()), profile));
  profile.scalar_layout = false;
  // Relaxed block layout lets a vector sit at any multiple of its component unless it straddles 16 bytes.
  EXPECT_TRUE(Validate(Assemble(ScalarBlock()), profile));
  std::string straddling = ScalarBlock();
  straddling.replace(straddling.find("%block 1 Offset 4"), 17, "%block 1 Offset 12");
  EXPECT_FALSE(Validate(Assemble(straddling), profile));
  profile.scalar_layout = true;
  EXPECT_TRUE(Validate(Assemble(straddling), profile));
}

TEST(ValidateTest, RejectsNewerSpirvThanTheEnvironment) {
  EXPECT_FALSE(Validate(Assemble(kMinimal, SPV_ENV_UNIVERSAL_1_6), *FindProfile("vulkan1.1")));
}

TEST(DisassembleTest, IsReadableAndHasNoVersionComment) {
  const auto text = Disassemble(Assemble(kMinimal));
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("OpEntryPoint GLCompute"), std::string::npos);
  EXPECT_EQ(text->find("; Generator"), std::string::npos);
}

TEST(DisassembleTest, RejectsWhatIsNotSpirv) {
  const auto text = Disassemble({1, 2, 3, 4, 5, 6});
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code(), ErrorCode::kInvalidArtifact);
}

TEST(ToCArrayTest, DefinitionAndBareInitialiser) {
  EXPECT_EQ(ToCArray({0x07230203, 1}, "saxpy"),
            "#include <stdint.h>\n\nstatic const uint32_t saxpy[2] = {\n    0x07230203, 0x00000001,\n};\n");
  EXPECT_EQ(ToCArray({0x07230203}, ""), "{\n    0x07230203,\n}");
}

}  // namespace
}  // namespace kiln::translator
