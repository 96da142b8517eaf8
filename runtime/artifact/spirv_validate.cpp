#include "kiln/artifact/spirv_validate.h"

#include <fmt/format.h>

#include <spirv-tools/libspirv.hpp>
#include <string>

#include "runtime/artifact/spirv_module.h"

namespace kiln::artifact {
namespace {

constexpr std::size_t kMostWords = std::size_t{4} << 20;

}  // namespace

Status Validate(std::span<const std::uint32_t> words) {
  if (words.size() > kMostWords) {
    return Fail(ErrorCode::kInvalidArtifact, fmt::format("the SPIR-V module has {} bytes, more than {}",
                                                         words.size_bytes(), kMostWords * sizeof(std::uint32_t)));
  }
  // What the validator trusts: it believes the header's bound, and makes tables of that size.
  KILN_RETURN_IF_ERROR(ParseModule(words));
  std::string complaint;
  spvtools::SpirvTools tools(SPV_ENV_VULKAN_1_3);
  tools.SetMessageConsumer([&](spv_message_level_t level, const char*, const spv_position_t&, const char* message) {
    if (level <= SPV_MSG_ERROR && complaint.empty()) complaint = message;
  });
  spvtools::ValidatorOptions options;
  options.SetScalarBlockLayout(true);
  options.SetRelaxBlockLayout(true);
  options.SetFriendlyNames(false);  // names take it quadratic time where many are the same
  if (tools.Validate(words.data(), words.size(), options)) return {};
  return Fail(ErrorCode::kInvalidArtifact,
              "not a valid SPIR-V module: " +
                  (complaint.empty() ? "no reason given" : complaint.substr(0, complaint.find('\n'))));
}

}  // namespace kiln::artifact
