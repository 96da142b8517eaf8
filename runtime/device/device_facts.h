// What a physical device says about itself: an immutable snapshot, from which all decisions are made.
#ifndef KILN_RUNTIME_DEVICE_DEVICE_FACTS_H_
#define KILN_RUNTIME_DEVICE_DEVICE_FACTS_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "runtime/device/feature_chain.h"

namespace kiln::runtime {

struct DeviceFacts {
  std::uint32_t index = 0;                   // in the loader's order
  VkPhysicalDevice handle = VK_NULL_HANDLE;  // null in tests
  VkPhysicalDeviceProperties properties = {};
  VkPhysicalDeviceIDProperties id = {};
  VkPhysicalDeviceDriverProperties driver = {};
  VkPhysicalDeviceSubgroupProperties subgroup = {};
  VkPhysicalDeviceFloatControlsProperties float_controls = {};
  VkPhysicalDeviceMaintenance3Properties maintenance3 = {};
  VkPhysicalDeviceMemoryProperties memory = {};
  FeatureChain features;
  std::set<std::string> extensions;
  std::vector<VkQueueFamilyProperties> queue_families;
};

// The oldest version that the runtime works with; of an older device only `index`, `handle` and `properties` are read.
inline constexpr std::uint32_t kMinimumVulkan = VK_API_VERSION_1_2;

DeviceFacts ReadFacts(VkPhysicalDevice device, std::uint32_t index);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_DEVICE_FACTS_H_
