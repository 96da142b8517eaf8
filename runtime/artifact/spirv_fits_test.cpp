#include <gtest/gtest.h>

#include <functional>
#include <spirv-tools/libspirv.hpp>
#include <string>
#include <vector>

#include "kiln/artifact/spirv_validate.h"

namespace kiln::artifact {
namespace {

// A kernel with a buffer at binding 0, an image that it reads at 1, and values of 20 bytes.
constexpr char kModule[] = R"(
      OpCapability Shader
      OpMemoryModel Logical GLSL450
      OpEntryPoint GLCompute %main "main" %data %picture %values
      OpExecutionMode %main LocalSize 1 1 1
      OpDecorate %data DescriptorSet 0
      OpDecorate %data Binding 0
      OpDecorate %picture DescriptorSet 0
      OpDecorate %picture Binding 1
      OpDecorate %words ArrayStride 4
      OpDecorate %block Block
      OpMemberDecorate %block 0 Offset 0
      OpDecorate %four ArrayStride 4
      OpDecorate %pushed Block
      OpMemberDecorate %pushed 0 Offset 0
      OpMemberDecorate %pushed 1 Offset 4
%void = OpTypeVoid
%fn   = OpTypeFunction %void
%uint = OpTypeInt 32 0
%float = OpTypeFloat 32
%n4   = OpConstant %uint 4
%words = OpTypeRuntimeArray %uint
%block = OpTypeStruct %words
%pblock = OpTypePointer StorageBuffer %block
%data = OpVariable %pblock StorageBuffer
%image = OpTypeImage %float 2D 0 0 0 1 Unknown
%pimage = OpTypePointer UniformConstant %image
%picture = OpVariable %pimage UniformConstant
%four = OpTypeArray %uint %n4
%pushed = OpTypeStruct %uint %four
%ppushed = OpTypePointer PushConstant %pushed
%values = OpVariable %ppushed PushConstant
%main = OpFunction %void None %fn
%begin = OpLabel
%a = OpCopyObject %pblock %data
%b = OpCopyObject %pimage %picture
%c = OpCopyObject %ppushed %values
      OpReturn
      OpFunctionEnd
)";

std::vector<std::uint32_t> Assemble(std::string text, const std::string& from = "", const std::string& to = "") {
  if (!from.empty()) text.replace(text.find(from), from.size(), to);
  const spvtools::SpirvTools tools(SPV_ENV_VULKAN_1_3);
  std::vector<std::uint32_t> words;
  EXPECT_TRUE(tools.Assemble(text, &words)) << text;
  EXPECT_TRUE(Validate(words)) << Validate(words).error().message();
  return words;
}

Kernel TheKernel() {
  Kernel kernel;
  kernel.name = "k";
  kernel.entry_point = "main";
  kernel.arguments.resize(3);
  kernel.arguments[0].name = "data";
  kernel.arguments[1].name = "picture";
  kernel.arguments[1].kind = ArgumentKind::kImage;
  kernel.arguments[1].binding = 1;
  kernel.arguments[1].image.element = ImageElement::kFloat;
  kernel.arguments[2].name = "values";
  kernel.arguments[2].kind = ArgumentKind::kValue;
  kernel.arguments[2].size = 20;
  kernel.arguments[2].alignment = 4;
  kernel.values.size = 20;
  return kernel;
}

std::string Complaint(const std::function<void(Kernel&)>& change, const std::string& from = "",
                      const std::string& to = "") {
  Kernel kernel = TheKernel();
  change(kernel);
  const auto status = CheckFits(kernel, Assemble(kModule, from, to));
  return status ? "none" : status.error().message();
}

TEST(CheckFits, WhatFits) {
  EXPECT_EQ(Complaint([](Kernel&) {}), "none");
  EXPECT_EQ(Complaint([](Kernel& kernel) {
              kernel.arguments.push_back(kernel.arguments[0]), kernel.arguments[3].binding = 7;
            }),
            "none")
      << "a kernel need not use its arguments";
}

TEST(CheckFits, WhatTheReflectionLacks) {
  EXPECT_EQ(Complaint([](Kernel& kernel) { kernel.arguments[0].binding = 3; }),
            "the reflection does not fit the module, which has a storage buffer at binding 0, where the reflection has "
            "nothing");
  EXPECT_EQ(Complaint([](Kernel& kernel) { kernel.arguments[1].image.is_storage = true; }),
            "the reflection does not fit the module, which has a sampled image at binding 1, where the reflection has "
            "a storage "
            "image");
  EXPECT_EQ(
      Complaint([](Kernel& kernel) { kernel.values.size = kernel.arguments[2].size = 16; }),
      "the reflection does not fit the module, which reads 20 bytes of push constants, where the reflection has 16");
}

TEST(CheckFits, WhatNoKernelOfOursHas) {
  EXPECT_EQ(Complaint([](Kernel&) {}, "%data DescriptorSet 0", "%data DescriptorSet 1"),
            "the module has a storage buffer at binding 0 of set 1; kernels use set 0");
  EXPECT_EQ(Complaint([](Kernel&) {}, "%pimage = OpTypePointer UniformConstant %image",
                      "%images = OpTypeArray %image %n4\n%pimage = OpTypePointer UniformConstant %images"),
            "the reflection does not fit the module, which has a sampler or an array at binding 1, where the "
            "reflection has a "
            "sampled image");
}

TEST(CheckFits, AMissingEntryPoint) {
  Kernel kernel = TheKernel();
  kernel.entry_point = "other";
  EXPECT_EQ(CheckFits(kernel, Assemble(kModule)).error().code(), ErrorCode::kNotFound);
}

}  // namespace
}  // namespace kiln::artifact
