#include "runtime/artifact/testing/spirv_text.h"

#include <spirv-tools/libspirv.hpp>

namespace kiln::artifact::testing {

std::vector<std::uint32_t> Assemble(const std::string& text, spv_target_env environment) {
  const spvtools::SpirvTools tools(environment);
  std::vector<std::uint32_t> words;
  EXPECT_TRUE(tools.Assemble(text, &words)) << text;
  return words;
}

std::string Disassemble(const std::vector<std::uint32_t>& words) {
  const spvtools::SpirvTools tools(SPV_ENV_VULKAN_1_3);
  std::string text;
  EXPECT_TRUE(tools.Disassemble(words, &text, SPV_BINARY_TO_TEXT_OPTION_FRIENDLY_NAMES));
  return text;
}

::testing::AssertionResult IsValid(const std::vector<std::uint32_t>& words) {
  spvtools::SpirvTools tools(SPV_ENV_VULKAN_1_3);
  std::string messages;
  tools.SetMessageConsumer([&](spv_message_level_t, const char*, const spv_position_t&, const char* message) {
    messages += std::string(message) + "\n";
  });
  if (tools.Validate(words)) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << messages << Disassemble(words);
}

std::size_t Count(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace kiln::artifact::testing
