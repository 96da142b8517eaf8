#include "kiln/artifact/spirv_reflection.h"

#include <gtest/gtest.h>

#include <random>
#include <spirv-tools/libspirv.hpp>

#include "kiln/artifact/spirv_strip.h"

namespace kiln::artifact {
namespace {

std::vector<std::uint32_t> Module() {
  spvtools::SpirvTools tools(SPV_ENV_VULKAN_1_2);
  std::vector<std::uint32_t> words;
  EXPECT_TRUE(tools.Assemble(R"(
      OpCapability Shader
      OpMemoryModel Logical GLSL450
      OpEntryPoint GLCompute %k "k"
      OpExecutionMode %k LocalSize 1 1 1
      OpName %k "k"
%void = OpTypeVoid
%fn   = OpTypeFunction %void
%k    = OpFunction %void None %fn
%l    = OpLabel
      OpReturn
      OpFunctionEnd)",
                             &words));
  return words;
}

Reflection Described(const std::string& text) {
  Reflection reflection;
  reflection.target = "vulkan1.3";
  Kernel& kernel = reflection.kernels.emplace_back();
  kernel.name = kernel.entry_point = "k";
  PrintfInfo& printf = kernel.printf.emplace();
  printf.binding = printf.metal_index = 1;
  printf.formats = {{text, {}}};
  return reflection;
}

TEST(SpirvReflection, ComesBackFromAValidModule) {
  for (const std::size_t size : {0u, 1u, 2u, 3u, 4u, 60'000u, 200'000u}) {
    const Reflection reflection = Described(std::string(size, 'x'));
    const auto words = EmbedReflection(Module(), reflection);
    ASSERT_TRUE(words) << words.error().ToString();
    EXPECT_TRUE(spvtools::SpirvTools(SPV_ENV_VULKAN_1_2).Validate(*words));
    const auto read = ReadReflection(*words);
    ASSERT_TRUE(read) << read.error().ToString();
    EXPECT_EQ(ToJson(*read), ToJson(reflection));
  }
}

TEST(SpirvReflection, ANewOneReplacesTheOld) {
  const auto first = EmbedReflection(Module(), Described(std::string(150'000, 'x')));
  ASSERT_TRUE(first);
  const auto second = EmbedReflection(*first, Described("new"));
  ASSERT_TRUE(second);
  EXPECT_LT(second->size(), 1'000u);
  EXPECT_EQ(ReadReflection(*second)->kernels.at(0).printf->formats.at(0).text, "new");
}

TEST(SpirvReflection, DriversNeverSeeIt) {
  const auto words = EmbedReflection(Module(), Described("x"));
  ASSERT_TRUE(words);
  const auto extracted = ExtractEntryPoint(*words, "k");
  ASSERT_TRUE(extracted);
  const auto read = ReadReflection(*extracted);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code(), ErrorCode::kNotFound);
}

TEST(SpirvReflection, DamagedModulesAreErrors) {
  EXPECT_FALSE(ReadReflection({}));
  EXPECT_EQ(ReadReflection(Module()).error().code(), ErrorCode::kNotFound);
  const auto words = EmbedReflection(Module(), Described(std::string(70'000, 'x')));
  ASSERT_TRUE(words);
  std::mt19937 random(3);
  for (int i = 0; i < 300; ++i) {
    auto damaged = *words;
    for (int k = 0; k < 3; ++k) damaged[random() % std::min<std::size_t>(damaged.size(), 400)] = random();
    static_cast<void>(ReadReflection(damaged));  // any answer, no crash
  }
}

}  // namespace
}  // namespace kiln::artifact
