#include "kiln/artifact/spirv_formats.h"

#include <gtest/gtest.h>

#include <spirv-tools/libspirv.hpp>
#include <spirv/unified1/spirv.hpp11>
#include <string>

namespace kiln::artifact {
namespace {

// Reads image 0, writes images 1 and 2, all of one type.
constexpr char kThreeImages[] = R"(
      OpCapability Shader
      OpCapability StorageImageReadWithoutFormat
      OpCapability StorageImageWriteWithoutFormat
      OpMemoryModel Logical GLSL450
      OpEntryPoint GLCompute %main "k" %a %b %c
      OpExecutionMode %main LocalSize 1 1 1
      OpDecorate %a DescriptorSet 0
      OpDecorate %a Binding 0
      OpDecorate %b DescriptorSet 0
      OpDecorate %b Binding 1
      OpDecorate %c DescriptorSet 0
      OpDecorate %c Binding 2
%void = OpTypeVoid
%fn   = OpTypeFunction %void
%int  = OpTypeInt 32 1
%float = OpTypeFloat 32
%v2int = OpTypeVector %int 2
%v4float = OpTypeVector %float 4
%image = OpTypeImage %float 2D 0 0 0 2 Unknown
%pointer = OpTypePointer UniformConstant %image
%zero = OpConstant %int 0
%at   = OpConstantComposite %v2int %zero %zero
%a = OpVariable %pointer UniformConstant
%b = OpVariable %pointer UniformConstant
%c = OpVariable %pointer UniformConstant
%main = OpFunction %void None %fn
%label = OpLabel
%from = OpLoad %image %a
%texel = OpImageRead %v4float %from %at
%to = OpLoad %image %b
      OpImageWrite %to %at %texel
%too = OpLoad %image %c
      OpImageWrite %too %at %texel
      OpReturn
      OpFunctionEnd
)";

class SpirvFormatsTest : public testing::Test {
 protected:
  std::string State(std::vector<StatedFormat> formats, bool keeps_reads, bool keeps_writes) {
    std::vector<std::uint32_t> words;
    EXPECT_TRUE(tools_.Assemble(kThreeImages, &words));
    const auto stated = StateImageFormats(words, formats, keeps_reads, keeps_writes);
    EXPECT_TRUE(stated) << stated.error().ToString();
    std::string text;
    tools_.SetMessageConsumer([&](spv_message_level_t, const char*, const spv_position_t&, const char* message) {
      ADD_FAILURE() << message;
    });
    EXPECT_TRUE(stated && tools_.Validate(*stated));
    EXPECT_TRUE(stated && tools_.Disassemble(*stated, &text, SPV_BINARY_TO_TEXT_OPTION_NO_HEADER));
    return text;
  }
  static std::uint32_t Number(spv::ImageFormat format) { return static_cast<std::uint32_t>(format); }

  spvtools::SpirvTools tools_{SPV_ENV_VULKAN_1_2};
};

std::size_t Count(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

TEST_F(SpirvFormatsTest, ImagesThatAreReadGetTheirFormat) {
  const std::string text = State({{0, Number(spv::ImageFormat::Rgba16f)}}, false, true);
  EXPECT_EQ(Count(text, "2D 0 0 0 2 Rgba16f"), 1u);
  EXPECT_EQ(Count(text, "2D 0 0 0 2 Unknown"), 1u);
  EXPECT_EQ(Count(text, "StorageImageReadWithoutFormat"), 0u);
  EXPECT_EQ(Count(text, "StorageImageWriteWithoutFormat"), 1u);
  EXPECT_EQ(Count(text, "StorageImageExtendedFormats"), 0u);
}

TEST_F(SpirvFormatsTest, EqualFormatsShareAType) {
  const auto r16 = Number(spv::ImageFormat::R16ui);
  const std::string text = State({{0, Number(spv::ImageFormat::R32f)}, {1, r16}, {2, r16}}, false, false);
  EXPECT_EQ(Count(text, "2D 0 0 0 2 R16ui"), 1u);
  EXPECT_EQ(Count(text, "2D 0 0 0 2 R32f"), 1u);
  EXPECT_EQ(Count(text, "WithoutFormat"), 0u);
  EXPECT_EQ(Count(text, "StorageImageExtendedFormats"), 1u);
}

TEST_F(SpirvFormatsTest, DamagedModulesAreRefused) {
  const std::uint32_t words[] = {spv::MagicNumber, 0x10000, 0, 5, 0, 0};
  EXPECT_FALSE(StateImageFormats(words, {}, true, true));
}

}  // namespace
}  // namespace kiln::artifact
