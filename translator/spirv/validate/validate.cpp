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

// The validator counts instructions, as the lines of an assembly do, and shows the one it means; what it cannot even take
// apart has a word.
ModuleProblem Problem(std::string message, const spv_position_t& position) {
  while (!message.empty() && message.back() == '\n') message.pop_back();
  if (position.index == 0) return {"", std::move(message)};
  const char* const unit = message.find('\n') == std::string::npos ? "word " : "line ";
  return {unit + std::to_string(position.index), std::move(message)};
}

std::vector<ModuleProblem> Problems(const std::vector<std::uint32_t>& words, const TargetProfile& profile,
                                    bool with_names) {
  spvtools::SpirvTools tools(Environment(profile));
  std::vector<ModuleProblem> problems;
  tools.SetMessageConsumer(
      [&problems](spv_message_level_t level, const char*, const spv_position_t& position, const char* message) {
        if (level <= SPV_MSG_ERROR) problems.push_back(Problem(message, position));
      });
  spvtools::ValidatorOptions options;
  // Without the feature, OpenCL's layouts still fit the relaxed rules that Vulkan 1.1 has in core.
  options.SetScalarBlockLayout(profile.scalar_layout);
  options.SetRelaxBlockLayout(true);
  options.SetFriendlyNames(with_names);
  if (tools.Validate(words.data(), words.size(), options)) return {};
  if (problems.empty()) problems.push_back({"", "no reason given"});
  return problems;
}

}  // namespace

std::vector<ModuleProblem> FindProblems(const std::vector<std::uint32_t>& words, const TargetProfile& profile) {
  // Names are for messages, and making them takes the validator quadratic time where many values have the same one.
  if (Problems(words, profile, /*with_names=*/false).empty()) return {};
  return Problems(words, profile, /*with_names=*/true);
}

Status Validate(const std::vector<std::uint32_t>& words, const TargetProfile& profile) {
  std::string text;
  for (const ModuleProblem& problem : FindProblems(words, profile)) {
    text += (text.empty() ? "" : "; ") + problem.message + (problem.place.empty() ? "" : " (" + problem.place + ")");
  }
  if (text.empty()) return {};
  return Fail(ErrorCode::kInternal, "the module for " + profile.name + " is not valid SPIR-V: " + text);
}

}  // namespace kiln::translator
