#include "runtime/memory/memory_pressure.h"

#include <algorithm>
#include <string>

#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {

const char* MemoryPressureName(MemoryPressure pressure) {
  switch (pressure) {
    case MemoryPressure::kNone:
      return "none";
    case MemoryPressure::kModerate:
      return "moderate";
    case MemoryPressure::kHigh:
      return "high";
    case MemoryPressure::kCritical:
      return "critical";
  }
  return "none";
}

const char* MemoryUseName(MemoryUse use) {
  switch (use) {
    case MemoryUse::kAuto:
      return "auto";
    case MemoryUse::kDeviceLocal:
      return "device-local";
    case MemoryUse::kHostVisible:
      return "host-visible";
    case MemoryUse::kReadback:
      return "readback";
    case MemoryUse::kUnified:
      return "unified";
  }
  return "auto";
}

Result<MemoryUse> ParseMemoryUse(std::string_view name) {
  std::string names;
  for (std::size_t i = 0; i < kMemoryUses; ++i) {
    const auto use = static_cast<MemoryUse>(i);
    if (name == MemoryUseName(use)) return use;
    names += (i == 0 ? "" : i + 1 == kMemoryUses ? " or " : ", ") + std::string(MemoryUseName(use));
  }
  return Fail(ErrorCode::kInvalidArgument, "'" + std::string(name) + "' is no use of memory; expected " + names);
}

double UsedShare(std::span<const HeapStatistics> heaps, std::uint64_t reserved, std::uint64_t quota) {
  double fullest = quota == 0 ? 0 : static_cast<double>(reserved) / static_cast<double>(quota);
  for (const HeapStatistics& heap : heaps) {
    if (heap.usage == 0) continue;
    fullest = std::max(fullest,
                       static_cast<double>(heap.usage) / static_cast<double>(std::max<std::uint64_t>(heap.budget, 1)));
  }
  return fullest;
}

MemoryPressure PressureOf(std::span<const HeapStatistics> heaps, std::uint64_t reserved, std::uint64_t quota,
                          const std::array<double, 3>& shares) {
  const double fullest = UsedShare(heaps, reserved, quota);
  const auto reached = std::count_if(shares.begin(), shares.end(), [&](double share) { return fullest >= share; });
  return static_cast<MemoryPressure>(reached);
}

std::vector<HeapStatistics> ReadHeaps(const LogicalDevice& device, std::span<const std::uint64_t> reserved) {
  auto budget =
      MakeVk<VkPhysicalDeviceMemoryBudgetPropertiesEXT>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_BUDGET_PROPERTIES_EXT);
  auto properties = MakeVk<VkPhysicalDeviceMemoryProperties2>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_PROPERTIES_2);
  const auto& extensions = device.plan().extensions;
  const bool is_measured =
      std::find(extensions.begin(), extensions.end(), VK_EXT_MEMORY_BUDGET_EXTENSION_NAME) != extensions.end();
  if (is_measured) properties.pNext = &budget;
  vkGetPhysicalDeviceMemoryProperties2(device.physical(), &properties);
  std::vector<HeapStatistics> heaps(properties.memoryProperties.memoryHeapCount);
  for (std::size_t i = 0; i < heaps.size(); ++i) {
    const VkMemoryHeap& heap = properties.memoryProperties.memoryHeaps[i];
    heaps[i].size = heap.size;
    heaps[i].is_device_local = (heap.flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT) != 0;
    heaps[i].is_measured = is_measured;
    heaps[i].budget = is_measured ? budget.heapBudget[i] : heap.size;
    heaps[i].usage = is_measured ? budget.heapUsage[i] : i < reserved.size() ? reserved[i] : 0;
  }
  return heaps;
}

}  // namespace kiln::runtime
