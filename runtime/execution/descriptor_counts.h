// How many descriptors of each type a set holds.
#ifndef KILN_RUNTIME_EXECUTION_DESCRIPTOR_COUNTS_H_
#define KILN_RUNTIME_EXECUTION_DESCRIPTOR_COUNTS_H_

#include <vulkan/vulkan.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace kiln::runtime {

// The types that kernels need.
inline constexpr std::array<VkDescriptorType, 7> kDescriptorTypes = {
    VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,         VK_DESCRIPTOR_TYPE_STORAGE_BUFFER_DYNAMIC,
    VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER_DYNAMIC, VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE,
    VK_DESCRIPTOR_TYPE_STORAGE_IMAGE,          VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER,
    VK_DESCRIPTOR_TYPE_STORAGE_TEXEL_BUFFER};

// One for each of kDescriptorTypes.
using DescriptorCounts = std::array<std::uint32_t, kDescriptorTypes.size()>;

inline void AddDescriptor(DescriptorCounts& counts, VkDescriptorType type) {
  for (std::size_t i = 0; i < kDescriptorTypes.size(); ++i) {
    if (kDescriptorTypes[i] == type) ++counts[i];
  }
}

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_DESCRIPTOR_COUNTS_H_
