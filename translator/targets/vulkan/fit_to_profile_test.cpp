#include "translator/targets/vulkan/fit_to_profile.h"

#include <gtest/gtest.h>

#include <spirv-tools/libspirv.hpp>

#include "kiln/translator/lower.h"

namespace kiln::translator::targets {
namespace {

// out[i] = in[i] + 1 over bytes, as Lower writes it for a profile that has them.
constexpr const char* kIncrementBytes = R"(
OpCapability Shader
OpCapability Int8
OpCapability StorageBuffer8BitAccess
OpExtension "SPV_KHR_8bit_storage"
OpMemoryModel Logical GLSL450
OpEntryPoint GLCompute %main "main" %id
OpExecutionMode %main LocalSize 1 1 1
OpName %bytes "bytes"
OpDecorate %id BuiltIn GlobalInvocationId
OpDecorate %array ArrayStride 1
OpDecorate %block Block
OpMemberDecorate %block 0 Offset 0
OpDecorate %bytes DescriptorSet 0
OpDecorate %bytes Binding 0
%void = OpTypeVoid
%uint = OpTypeInt 32 0
%v3uint = OpTypeVector %uint 3
%uchar = OpTypeInt 8 0
%in_v3 = OpTypePointer Input %v3uint
%in_uint = OpTypePointer Input %uint
%id = OpVariable %in_v3 Input
%array = OpTypeRuntimeArray %uchar
%block = OpTypeStruct %array
%to_block = OpTypePointer StorageBuffer %block
%to_uchar = OpTypePointer StorageBuffer %uchar
%bytes = OpVariable %to_block StorageBuffer
%uint_0 = OpConstant %uint 0
%uchar_1 = OpConstant %uchar 1
%function = OpTypeFunction %void
%main = OpFunction %void None %function
%entry = OpLabel
%x_at = OpAccessChain %in_uint %id %uint_0
%x = OpLoad %uint %x_at
%place = OpAccessChain %to_uchar %bytes %uint_0 %x
%old = OpLoad %uchar %place
%new = OpIAdd %uchar %old %uchar_1
OpStore %place %new
OpReturn
OpFunctionEnd
)";

std::vector<std::uint32_t> Assemble(const char* text) {
  std::vector<std::uint32_t> words;
  EXPECT_TRUE(spvtools::SpirvTools(SPV_ENV_VULKAN_1_1).Assemble(text, &words));
  return words;
}

TEST(FitToProfile, ReplacesBytesWhereTheProfileHasNone) {
  const TargetProfile& profile = *FindProfile("vulkan1.1");
  const std::vector<std::uint32_t> words = Assemble(kIncrementBytes);
  auto missing = MissingFeatures(words, profile);
  ASSERT_TRUE(missing.has_value());
  EXPECT_EQ(missing->size(), 2u);  // the type and its storage

  auto fitted = FitToProfile(words, profile);
  ASSERT_TRUE(fitted.has_value()) << fitted.error().ToString();
  missing = MissingFeatures(*fitted, profile);
  ASSERT_TRUE(missing.has_value());
  EXPECT_TRUE(missing->empty()) << missing->front();
  const Status valid = Validate(*fitted, profile);
  EXPECT_TRUE(valid.has_value()) << valid.error().ToString();
}

TEST(FitToProfile, LeavesModulesAloneThatFit) {
  const std::vector<std::uint32_t> words = Assemble(kIncrementBytes);
  auto fitted = FitToProfile(words, *FindProfile("vulkan1.3"));
  ASSERT_TRUE(fitted.has_value());
  EXPECT_EQ(*fitted, words);
}

TEST(FitToProfile, SaysWhatTheProfileLacks) {
  TargetProfile profile = *FindProfile("vulkan1.3");
  profile.int8 = false;
  auto missing = MissingFeatures(Assemble(kIncrementBytes), profile);
  ASSERT_TRUE(missing.has_value());
  ASSERT_EQ(missing->size(), 1u);
  EXPECT_EQ(missing->front(), "vulkan1.3 has no 8-bit integers; use int");
}

TEST(FitToProfile, RefusesWordsThatAreNoSpirv) {
  EXPECT_FALSE(FitToProfile({1, 2, 3}, *FindProfile("vulkan1.1")).has_value());
  EXPECT_FALSE(MissingFeatures({}, *FindProfile("vulkan1.1")).has_value());
}

}  // namespace
}  // namespace kiln::translator::targets
