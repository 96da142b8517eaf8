#include "runtime/device/device_plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiln::runtime {
namespace {

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
  workarounds.stops_at_fences = facts.driver.driverID == VK_DRIVER_ID_MESA_LLVMPIPE;
  workarounds.gets_subgroups_wrong = facts.driver.driverID == VK_DRIVER_ID_MESA_LLVMPIPE;
  workarounds.compiles_at_first_dispatch = facts.driver.driverID == VK_DRIVER_ID_MESA_LLVMPIPE;
  if (facts.driver.driverID == VK_DRIVER_ID_MESA_LLVMPIPE) workarounds.deepest_nesting = 80;
  return workarounds;
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
  if (plan.memory.For(MemoryUse::kAuto).types.empty() || plan.memory.staging.types.empty()) {
    return Fail(ErrorCode::kUnsupported, "it has no memory for buffers");
  }
  return plan;
}

}  // namespace kiln::runtime
