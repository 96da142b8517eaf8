#include <spirv-tools/libspirv.hpp>

#include <string>

#include "kiln/translator/lower.h"

namespace kiln::translator {
namespace {

spv_target_env Environment(const TargetProfile& profile) {
  switch (profile.vulkan_version) {
    case 0x00010000:
      return SPV_ENV_VULKAN_1_0;
    case 0x00010001:
      return profile.spirv_version >= 0x00010400 ? SPV_ENV_VULKAN_1_1_SPIRV_1_4 : SPV_ENV_VULKAN_1_1;
    case 0x00010002:
      return SPV_ENV_VULKAN_1_2;
    default:
      return SPV_ENV_VULKAN_1_3;
  }
}

std::string Describe(const char* message, const spv_position_t& position) {
  std::string text = message;
  while (!text.empty() && text.back() == '\n') {
    text.pop_back();
  }
  return position.index == 0 ? text : text + " (word " + std::to_string(position.index) + ")";
}

// What the validator objects to; empty: nothing.
std::string Problems(const std::vector<std::uint32_t>& words, const TargetProfile& profile, bool with_names) {
  spvtools::SpirvTools tools(Environment(profile));
  std::string messages;
  tools.SetMessageConsumer(
      [&messages](spv_message_level_t level, const char*, const spv_position_t& position, const char* message) {
        if (level <= SPV_MSG_ERROR) {
          messages += (messages.empty() ? "" : "; ") + Describe(message, position);
        }
      });
  spvtools::ValidatorOptions options;
  // Without the feature, OpenCL's layouts still fit the relaxed rules that Vulkan 1.1 has in core.
  options.SetScalarBlockLayout(profile.scalar_layout);
  options.SetRelaxBlockLayout(true);
  options.SetFriendlyNames(with_names);
  if (tools.Validate(words.data(), words.size(), options)) return {};
  return messages.empty() ? "no reason given" : messages;
}

}  // namespace

Status Validate(const std::vector<std::uint32_t>& words, const TargetProfile& profile) {
  // Names are for messages, and making them takes the validator quadratic time where many values have the same one.
  if (Problems(words, profile, /*with_names=*/false).empty()) return {};
  return Fail(ErrorCode::kInternal, "the module for " + profile.name +
                                        " is not valid SPIR-V: " + Problems(words, profile, /*with_names=*/true));
}

}  // namespace kiln::translator
