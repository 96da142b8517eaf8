#include "runtime/device/device_plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiln::runtime {
namespace {

constexpr VkMemoryPropertyFlags kHostCoherent =
    VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
// Memory that needs a feature to be enabled, or has no memory of its own.
constexpr VkMemoryPropertyFlags kUnwanted = VK_MEMORY_PROPERTY_PROTECTED_BIT | VK_MEMORY_PROPERTY_LAZILY_ALLOCATED_BIT |
                                            VK_MEMORY_PROPERTY_DEVICE_COHERENT_BIT_AMD;

bool HasAll(VkMemoryPropertyFlags flags, VkMemoryPropertyFlags wanted) {
  return (flags & wanted) == wanted;
}

// One memory for host and device, so that mapping it costs the device nothing.
bool HasUnifiedMemory(const DeviceFacts& facts) {
  return facts.properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU ||
         facts.properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
}

// Higher is better; negative: not at all.
int BufferScore(VkMemoryPropertyFlags flags, bool is_unified) {
  int score = 0;
  if (HasAll(flags, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT)) score += 8;
  if (is_unified) {
    if (HasAll(flags, kHostCoherent)) score += 4;
    if (HasAll(flags, kHostCoherent | VK_MEMORY_PROPERTY_HOST_CACHED_BIT)) score += 2;
  } else if ((flags & VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT) == 0) {
    // On a discrete GPU the host-visible part of its memory may be small, and reading it over the bus is slow.
    score += 4;
  }
  return score;
}

int StagingScore(VkMemoryPropertyFlags flags) {
  if (!HasAll(flags, kHostCoherent)) return -1;
  int score = 0;
  if (HasAll(flags, VK_MEMORY_PROPERTY_HOST_CACHED_BIT)) score += 2;
  if ((flags & VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT) == 0) score += 1;
  return score;
}

template <typename Score>
std::vector<std::uint32_t> Rank(const VkPhysicalDeviceMemoryProperties& memory, Score score) {
  std::vector<std::uint32_t> types;
  const auto score_of = [&](std::uint32_t type) { return score(memory.memoryTypes[type].propertyFlags); };
  for (std::uint32_t type = 0; type < memory.memoryTypeCount; ++type) {
    if ((memory.memoryTypes[type].propertyFlags & kUnwanted) == 0 && score_of(type) >= 0) types.push_back(type);
  }
  // Vulkan lists the faster type first among equals.
  std::sort(types.begin(), types.end(), [&](std::uint32_t a, std::uint32_t b) {
    return score_of(a) != score_of(b) ? score_of(a) > score_of(b) : a < b;
  });
  return types;
}

FeatureChain PlanFeatures(const DeviceFacts& facts, const DeviceOptions& options) {
  FeatureChain available = facts.features;
  FeatureChain enabled;
  for (const FeatureEntry& entry : FeatureTable()) *entry.find(enabled) = *entry.find(available);
  enabled.core.features.robustBufferAccess =
      options.robust_buffer_access ? available.core.features.robustBufferAccess : VK_FALSE;
  return enabled;
}

}  // namespace

std::optional<std::uint32_t> ChooseQueueFamily(const DeviceFacts& facts) {
  std::optional<std::uint32_t> without_timestamps;
  for (std::uint32_t i = 0; i < facts.queue_families.size(); ++i) {
    const VkQueueFamilyProperties& family = facts.queue_families[i];
    if ((family.queueFlags & VK_QUEUE_COMPUTE_BIT) == 0 || family.queueCount == 0) continue;
    if (family.timestampValidBits != 0) return i;
    if (!without_timestamps) without_timestamps = i;
  }
  return without_timestamps;
}

QueuePlan PlanQueues(std::uint32_t available) {
  // More would cost memory, and devices overlap no more than a few.
  constexpr std::uint32_t kMostQueues = 8;
  const std::uint32_t count = std::min(available, kMostQueues);
  QueuePlan plan;
  if (count < 2) return plan;
  auto& [low, normal, high] = plan.of_priority;
  high = {0, 1};
  normal = {1, count > 2 ? count - 2 : 1};
  low = {count - 1, 1};
  plan.priorities.assign(count, 0.5F);
  plan.priorities[high.first] = 1;
  if (count > 2) plan.priorities[low.first] = 0;
  return plan;
}

DriverWorkarounds PlanWorkarounds(const DeviceFacts& facts) {
  DriverWorkarounds workarounds;
  workarounds.loses_values_that_leave_loops = facts.driver.driverID == VK_DRIVER_ID_MESA_LLVMPIPE;
  workarounds.gets_subgroups_wrong = facts.driver.driverID == VK_DRIVER_ID_MESA_LLVMPIPE;
  workarounds.compiles_at_first_dispatch = facts.driver.driverID == VK_DRIVER_ID_MESA_LLVMPIPE;
  if (facts.driver.driverID == VK_DRIVER_ID_MESA_LLVMPIPE) workarounds.deepest_nesting = 80;
  return workarounds;
}

MemoryPlan PlanMemory(const DeviceFacts& facts, bool force_staging) {
  const bool is_unified = HasUnifiedMemory(facts);
  MemoryPlan plan;
  plan.buffer_types = Rank(facts.memory, [&](VkMemoryPropertyFlags flags) { return BufferScore(flags, is_unified); });
  plan.staging_types = Rank(facts.memory, StagingScore);
  for (std::uint32_t type = 0; type < facts.memory.memoryTypeCount; ++type) {
    const bool can_map = HasAll(facts.memory.memoryTypes[type].propertyFlags, kHostCoherent);
    if (is_unified && can_map && !force_staging) plan.mapped_types |= 1u << type;
  }
  return plan;
}

Result<DevicePlan> PlanDevice(const DeviceFacts& facts, const DeviceOptions& options) {
  const std::uint32_t version = facts.properties.apiVersion;
  if (version < kMinimumVulkan) {
    return Fail(ErrorCode::kUnsupported, fmt::format("it has Vulkan {}.{}, and 1.2 is needed",
                                                     VK_API_VERSION_MAJOR(version), VK_API_VERSION_MINOR(version)));
  }
  const std::optional<std::uint32_t> family = ChooseQueueFamily(facts);
  if (!family) return Fail(ErrorCode::kUnsupported, "it has no compute queue");
  DevicePlan plan;
  plan.queue_family = *family;
  plan.queues = PlanQueues(facts.queue_families[*family].queueCount);
  plan.timestamp_bits = facts.queue_families[*family].timestampValidBits;
  plan.extensions = ExtensionsFor(version, facts.extensions);
  plan.features = PlanFeatures(facts, options);
  plan.memory = PlanMemory(facts, options.force_staging);
  plan.workarounds = PlanWorkarounds(facts);
  if (plan.features.v12.timelineSemaphore != VK_TRUE) {
    return Fail(ErrorCode::kUnsupported, "it has no timeline semaphores");
  }
  if (plan.memory.buffer_types.empty() || plan.memory.staging_types.empty()) {
    return Fail(ErrorCode::kUnsupported, "it has no memory for buffers");
  }
  return plan;
}

}  // namespace kiln::runtime
