// Runs a compute module on the first Vulkan device (lavapipe, where no GPU is), for comparing texts with what they were
// printed from.
#ifndef KILN_TRANSLATOR_TARGETS_TESTING_VULKAN_RUN_H_
#define KILN_TRANSLATOR_TARGETS_TESTING_VULKAN_RUN_H_

#include <cstdint>
#include <string>
#include <vector>

namespace kiln::translator::targets::testing {

using Bytes = std::vector<std::uint8_t>;

// Dispatches `groups` work-groups of the entry point with buffers[i] at (set 0, binding i); returns the buffers after.
// Fails the running test and returns nothing when the device refuses.
std::vector<Bytes> RunOnVulkan(const std::vector<std::uint32_t>& words, const std::string& entry_point,
                               const std::vector<Bytes>& buffers, std::uint32_t groups);

}  // namespace kiln::translator::targets::testing

#endif  // KILN_TRANSLATOR_TARGETS_TESTING_VULKAN_RUN_H_
