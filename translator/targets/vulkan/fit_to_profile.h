// A Vulkan module made to fit its profile: what the profile lacks is emulated where that is exact, or named.
#ifndef KILN_TRANSLATOR_TARGETS_VULKAN_FIT_TO_PROFILE_H_
#define KILN_TRANSLATOR_TARGETS_VULKAN_FIT_TO_PROFILE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/translator/target_profile.h"

namespace kiln::translator::targets {

// Replaces 8-bit values and storage by 32-bit ones when the profile has no 8-bit integers. kUnsupported says which bytes
// cannot be replaced. Modules without bytes come back as they are.
Result<std::vector<std::uint32_t>> FitToProfile(std::vector<std::uint32_t> words, const TargetProfile& profile);

// One sentence for each capability that the module states and the profile does not have.
Result<std::vector<std::string>> MissingFeatures(const std::vector<std::uint32_t>& words, const TargetProfile& profile);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_VULKAN_FIT_TO_PROFILE_H_
