#include "kiln/artifact/spirv_subgroups.h"

#include <gtest/gtest.h>

#include <spirv-tools/libspirv.hpp>
#include <string>

#include "runtime/artifact/testing/spirv_text.h"

namespace kiln::artifact {
namespace {

using testing::Assemble;
using testing::Disassemble;

std::string Module(const std::string& body) {
  return R"(
      OpCapability Shader
      OpCapability GroupNonUniform
      OpCapability GroupNonUniformBallot
      OpMemoryModel Logical GLSL450
      OpEntryPoint GLCompute %main "main" %own %count %data
      OpExecutionMode %main LocalSize 1 1 1
      OpDecorate %own BuiltIn SubgroupId
      OpDecorate %count BuiltIn NumSubgroups
      OpDecorate %size BuiltIn WorkgroupSize
      OpDecorate %data DescriptorSet 0
      OpDecorate %data Binding 0
      OpDecorate %block Block
      OpMemberDecorate %block 0 Offset 0
%void = OpTypeVoid
%fn   = OpTypeFunction %void
%uint = OpTypeInt 32 0
%int = OpTypeInt 32 1
%uint3 = OpTypeVector %uint 3
%x = OpSpecConstant %uint 5
%y = OpConstant %uint 3
%size = OpSpecConstantComposite %uint3 %x %y %y
%puint = OpTypePointer Input %uint
%pint = OpTypePointer Input %int
%own = OpVariable %puint Input
%count = OpVariable %pint Input
%block = OpTypeStruct %uint
%pblock = OpTypePointer StorageBuffer %block
%pdata = OpTypePointer StorageBuffer %uint
%zero = OpConstant %uint 0
%data = OpVariable %pblock StorageBuffer
%three = OpConstant %uint 3
%main = OpFunction %void None %fn
%entry = OpLabel
%place = OpAccessChain %pdata %data %zero
)" + body +
         "OpReturn\nOpFunctionEnd\n";
}


const char* const kBoth = R"(
%a = OpLoad %uint %own
%b = OpLoad %int %count
%c = OpIAdd %uint %a %b
%d = OpGroupNonUniformBroadcastFirst %uint %three %c
OpStore %place %d
)";

TEST(Subgroups, PlacesBecomeArithmeticAndTheFirstABallot) {
  const auto words = MendSubgroups(Assemble(Module(kBoth)), 8);
  ASSERT_TRUE(words.has_value());
  const spvtools::SpirvTools tools(SPV_ENV_VULKAN_1_2);
  EXPECT_TRUE(tools.Validate(*words));
  std::string text;
  ASSERT_TRUE(tools.Disassemble(*words, &text, SPV_BINARY_TO_TEXT_OPTION_FRIENDLY_NAMES));
  EXPECT_EQ(text.find("OpLoad %uint %gl_SubgroupId"), std::string::npos) << text;
  EXPECT_EQ(text.find("OpLoad %int %gl_NumSubgroups"), std::string::npos) << text;
  EXPECT_NE(text.find("%gl_LocalInvocationID"), std::string::npos) << text;
  EXPECT_EQ(text.find("BroadcastFirst"), std::string::npos) << text;
}

TEST(Subgroups, OtherModulesStayAsTheyAre) {
  std::string text = Module("OpStore %place %zero\n");
  const std::string interface = " %own %count %data";
  text.replace(text.find(interface), interface.size(), " %data");
  for (const char* line :
       {"      OpDecorate %own BuiltIn SubgroupId\n", "      OpDecorate %count BuiltIn NumSubgroups\n",
        "%own = OpVariable %puint Input\n", "%count = OpVariable %pint Input\n"}) {
    text.erase(text.find(line), std::string(line).size());
  }
  const auto words = Assemble(text);
  const auto changed = MendSubgroups(words, 8);
  ASSERT_TRUE(changed.has_value());
  EXPECT_EQ(*changed, words);
}

TEST(Subgroups, DamagedModulesAreErrorsOrModules) {
  auto words = Assemble(Module(kBoth));
  for (std::size_t length = 0; length < words.size(); ++length) {
    (void)MendSubgroups(std::span(words).first(length), 8);
  }
  for (std::size_t i = 5; i < words.size(); ++i) {
    const std::uint32_t kept = words[i];
    for (const std::uint32_t value : {0u, 1u, 0xffffffffu, kept + 1}) {
      words[i] = value;
      (void)MendSubgroups(words, 8);
    }
    words[i] = kept;
  }
}

}  // namespace
}  // namespace kiln::artifact
