#include "runtime/device/device_facts.h"

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

void ReadProperties(DeviceFacts& facts) {
  facts.float_controls =
      MakeVk<decltype(facts.float_controls)>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FLOAT_CONTROLS_PROPERTIES);
  facts.maintenance3 = MakeVk<decltype(facts.maintenance3)>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MAINTENANCE_3_PROPERTIES,
                                                            &facts.float_controls);
  facts.subgroup =
      MakeVk<decltype(facts.subgroup)>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_PROPERTIES, &facts.maintenance3);
  facts.driver = MakeVk<decltype(facts.driver)>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES, &facts.subgroup);
  facts.id = MakeVk<decltype(facts.id)>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES, &facts.driver);
  auto properties = MakeVk<VkPhysicalDeviceProperties2>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2, &facts.id);
  vkGetPhysicalDeviceProperties2(facts.handle, &properties);
  // The snapshot is copied about; its structures must not point at each other.
  facts.id.pNext = facts.driver.pNext = facts.subgroup.pNext = facts.maintenance3.pNext = nullptr;
}

}  // namespace

DeviceFacts ReadFacts(VkPhysicalDevice device, std::uint32_t index) {
  DeviceFacts facts;
  facts.index = index;
  facts.handle = device;
  vkGetPhysicalDeviceProperties(device, &facts.properties);
  if (facts.properties.apiVersion < kMinimumVulkan) return facts;

  ReadProperties(facts);
  vkGetPhysicalDeviceMemoryProperties(device, &facts.memory);
  const auto extensions = EnumerateVk<VkExtensionProperties>([&](std::uint32_t* count, VkExtensionProperties* items) {
    vkEnumerateDeviceExtensionProperties(device, nullptr, count, items);
  });
  for (const VkExtensionProperties& extension : extensions) facts.extensions.insert(extension.extensionName);
  facts.queue_families =
      EnumerateVk<VkQueueFamilyProperties>([&](std::uint32_t* count, VkQueueFamilyProperties* items) {
        vkGetPhysicalDeviceQueueFamilyProperties(device, count, items);
      });
  vkGetPhysicalDeviceFeatures2(device, facts.features.Link(facts.properties.apiVersion, facts.extensions));
  return facts;
}

}  // namespace kiln::runtime
