#include "kiln/artifact/spirv_fences.h"

#include <gtest/gtest.h>

#include <string>

#include "runtime/artifact/testing/spirv_text.h"

namespace kiln::artifact {
namespace {

using testing::Assemble;
using testing::Disassemble;
using testing::IsValid;

std::string Module(const std::string& body) {
  return R"(
      OpCapability Shader
      OpMemoryModel Logical GLSL450
      OpEntryPoint GLCompute %main "main" %data
      OpExecutionMode %main LocalSize 16 1 1
      OpDecorate %data DescriptorSet 0
      OpDecorate %data Binding 0
      OpDecorate %block Block
      OpMemberDecorate %block 0 Offset 0
%void = OpTypeVoid
%fn   = OpTypeFunction %void
%uint = OpTypeInt 32 0
%block = OpTypeStruct %uint
%pblock = OpTypePointer StorageBuffer %block
%pdata = OpTypePointer StorageBuffer %uint
%index = OpConstant %uint 0
%data = OpVariable %pblock StorageBuffer
%device = OpConstant %uint 1
%group = OpConstant %uint 2
%both = OpConstant %uint 72
%acquire = OpConstant %uint 66
%main = OpFunction %void None %fn
%entry = OpLabel
%place = OpAccessChain %pdata %data %index
)" + body +
         "OpReturn\nOpFunctionEnd\n";
}



TEST(Fences, FencesGoAndAtomicsAreRelaxed) {
  const auto words = RelaxFences(Assemble(Module(R"(
OpMemoryBarrier %device %both
%a = OpAtomicIAdd %uint %place %device %both %index
%b = OpAtomicCompareExchange %uint %place %device %both %acquire %a %index
OpAtomicStore %place %device %both %b
OpControlBarrier %group %device %both
)")));
  ASSERT_TRUE(words.has_value());
  EXPECT_TRUE(IsValid(*words));
  const std::string text = Disassemble(*words);
  EXPECT_EQ(text.find("OpMemoryBarrier"), std::string::npos) << text;
  EXPECT_NE(text.find("OpControlBarrier %uint_2 %uint_1 %uint_72"), std::string::npos) << text;
  EXPECT_NE(text.find("OpAtomicCompareExchange %uint %"), std::string::npos) << text;
  EXPECT_EQ(text.find("%uint_1 %uint_72 %"), std::string::npos) << text;
}

TEST(Fences, NothingToRelaxIsLeftAlone) {
  const auto words = Assemble(
      Module("%a = OpAtomicIAdd %uint %place %device %index %device\nOpControlBarrier %group %device %both\n"));
  EXPECT_EQ(RelaxFences(words).value(), words);
}

TEST(Fences, DamagedModulesAreSurvived) {
  const auto words = Assemble(Module("OpMemoryBarrier %device %both\nOpAtomicStore %place %device %both %index\n"));
  for (std::size_t length = 0; length < words.size(); ++length) (void)RelaxFences(std::span(words).first(length));
  for (std::size_t word = 0; word < words.size(); ++word) {
    auto damaged = words;
    damaged[word] ^= 0x00010001;
    (void)RelaxFences(damaged);
  }
}

}  // namespace
}  // namespace kiln::artifact
