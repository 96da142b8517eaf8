// Every Vulkan feature structure that Kiln knows, and the names that Kiln gives to the features in them.
#ifndef KILN_RUNTIME_DEVICE_FEATURE_CHAIN_H_
#define KILN_RUNTIME_DEVICE_FEATURE_CHAIN_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiln::runtime {

// Used both to ask what a device has and to say what is to be enabled. Copies are unlinked: call Link on the copy.
struct FeatureChain {
  VkPhysicalDeviceFeatures2 core = {};
  VkPhysicalDeviceVulkan11Features v11 = {};
  VkPhysicalDeviceVulkan12Features v12 = {};
  VkPhysicalDeviceVulkan13Features v13 = {};  // all off below Vulkan 1.3
  VkPhysicalDeviceShaderAtomicFloatFeaturesEXT atomic_float = {};
  VkPhysicalDeviceShaderAtomicFloat2FeaturesEXT atomic_float2 = {};
  VkPhysicalDeviceWorkgroupMemoryExplicitLayoutFeaturesKHR workgroup_layout = {};
  VkPhysicalDevicePipelineExecutablePropertiesFeaturesKHR pipeline_executable = {};

  // Sets the types and chains the structures that a device of that version with those extensions knows.
  VkPhysicalDeviceFeatures2* Link(std::uint32_t api_version, const std::set<std::string>& device_extensions);
};

// The device extensions behind the structures above that must be enabled to use them, as far as the device has them.
std::vector<std::string> ExtensionsFor(std::uint32_t api_version, const std::set<std::string>& device_extensions);

// One optional feature: its name in artifact::Kernel::features, and where it is.
struct FeatureEntry {
  std::string_view name;
  VkBool32* (*find)(FeatureChain& chain);
};
// Sorted by name. All of them are enabled where the device has them.
std::span<const FeatureEntry> FeatureTable();

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_FEATURE_CHAIN_H_
