#include "kiln/runtime/capabilities.h"

#include <fmt/format.h>

#include "kiln/artifact/spirv_strip.h"
#include "runtime/execution/kernel_requirements.h"

namespace kiln::runtime {

Result<Requirements> RequirementsOf(std::span<const std::uint32_t> words, const artifact::Kernel& kernel) {
  KILN_RETURN_IF_ERROR(artifact::Check(kernel));
  KILN_ASSIGN_OR_RETURN(const auto module, artifact::ExtractEntryPoint(words, kernel.entry_point));
  KILN_ASSIGN_OR_RETURN(const auto summary, artifact::Summarize(module));
  return RequirementsOf(kernel, summary);
}

Compatibility Check(const Requirements& requirements, const DeviceCapabilities& device) {
  Compatibility result;
  std::size_t asked = 0;
  const auto need = [&](bool is_met, auto&& describe) {
    ++asked;
    if (!is_met) result.mismatches.push_back(describe());
  };
  need(device.unusable.empty(),
       [&] { return fmt::format("the device '{}' cannot be used: {}", device.name, device.unusable); });
  const std::uint32_t highest = HighestSpirv(device);
  need(requirements.spirv_version <= highest, [&] {
    return fmt::format("the module is SPIR-V {}.{}, the device '{}' knows {}.{}", requirements.spirv_version >> 16,
                       requirements.spirv_version >> 8 & 0xff, device.name, highest >> 16, highest >> 8 & 0xff);
  });
  for (const FeatureRequirement& feature : requirements.features) {
    need(device.Has(feature.name), [&] {
      return fmt::format("the device '{}' lacks the feature '{}'{}", device.name, feature.name,
                         feature.capability.empty() ? "" : fmt::format(" (capability {})", feature.capability));
    });
  }
  for (const std::string& capability : requirements.foreign_capabilities) {
    need(false,
         [&] { return fmt::format("the module is not SPIR-V for Vulkan: it declares the capability {}", capability); });
  }
  for (const LimitRequirement& limit : requirements.limits) {
    const std::uint64_t has = LimitOf(device.limits, limit);
    need(limit.needed <= has, [&] {
      return fmt::format("it needs {} {}, the device '{}' has {} ({}{}{})", limit.needed, limit.what, device.name, has,
                         limit.limit, limit.advice.empty() ? "" : "; ", limit.advice);
    });
  }
  result.score = static_cast<double>(asked - result.mismatches.size()) / static_cast<double>(asked);
  return result;
}

}  // namespace kiln::runtime
