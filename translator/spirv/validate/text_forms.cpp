// The two text forms of a SPIR-V binary: assembly and C array.
#include <spirv-tools/libspirv.hpp>

#include <array>
#include <cstdio>

#include "kiln/translator/lower.h"

namespace kiln::translator {

Result<std::string> Disassemble(const std::vector<std::uint32_t>& words) {
  spvtools::SpirvTools tools(SPV_ENV_UNIVERSAL_1_6);
  std::string messages;
  tools.SetMessageConsumer([&messages](spv_message_level_t, const char*, const spv_position_t&, const char* message) {
    messages += (messages.empty() ? "" : "; ") + std::string(message);
  });
  std::string text;
  // Friendly names keep the assembly readable; the header comment would name the tools' versions and break goldens.
  const std::uint32_t options =
      SPV_BINARY_TO_TEXT_OPTION_INDENT | SPV_BINARY_TO_TEXT_OPTION_FRIENDLY_NAMES | SPV_BINARY_TO_TEXT_OPTION_NO_HEADER;
  if (!tools.Disassemble(words, &text, options)) {
    return Fail(ErrorCode::kInvalidArtifact, "not a SPIR-V binary: " + messages);
  }
  return text;
}

std::string ToCArray(const std::vector<std::uint32_t>& words, std::string_view variable_name) {
  constexpr std::size_t kWordsPerLine = 8;
  std::string text = "{";
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::array<char, 16> word{};
    std::snprintf(word.data(), word.size(), "0x%08x,", words[i]);
    text += i % kWordsPerLine == 0 ? "\n    " : " ";
    text += word.data();
  }
  text += "\n}";
  if (variable_name.empty()) {
    return text;
  }
  return "#include <stdint.h>\n\nstatic const uint32_t " + std::string(variable_name) + "[" +
         std::to_string(words.size()) + "] = " + text + ";\n";
}

}  // namespace kiln::translator
