#include "runtime/device/describe_device.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "runtime/device/device_plan.h"

namespace kiln::runtime {
namespace {

DeviceKind KindOf(VkPhysicalDeviceType type) {
  switch (type) {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
      return DeviceKind::kDiscrete;
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
      return DeviceKind::kIntegrated;
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
      return DeviceKind::kVirtual;
    case VK_PHYSICAL_DEVICE_TYPE_CPU:
      return DeviceKind::kCpu;
    default:
      return DeviceKind::kOther;
  }
}

std::string FormatUuid(const std::uint8_t (&bytes)[VK_UUID_SIZE]) {
  std::string text;
  for (std::size_t i = 0; i < VK_UUID_SIZE; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += fmt::format("{:02x}", bytes[i]);
  }
  return text;
}

DeviceLimits LimitsOf(const DeviceFacts& facts) {
  const VkPhysicalDeviceLimits& vulkan = facts.properties.limits;
  DeviceLimits limits;
  for (std::size_t i = 0; i < 3; ++i) {
    limits.work_group_size[i] = vulkan.maxComputeWorkGroupSize[i];
    limits.work_group_count[i] = vulkan.maxComputeWorkGroupCount[i];
  }
  limits.work_group_invocations = vulkan.maxComputeWorkGroupInvocations;
  limits.local_memory_bytes = vulkan.maxComputeSharedMemorySize;
  limits.push_constant_bytes = vulkan.maxPushConstantsSize;
  limits.uniform_buffer_bytes = vulkan.maxUniformBufferRange;
  limits.storage_buffers = std::min(vulkan.maxPerStageDescriptorStorageBuffers, vulkan.maxDescriptorSetStorageBuffers);
  limits.storage_buffer_bytes = vulkan.maxStorageBufferRange;
  limits.allocation_bytes = facts.maintenance3.maxMemoryAllocationSize;
  limits.buffer_offset_alignment = vulkan.minStorageBufferOffsetAlignment;
  limits.buffer_image_granularity = vulkan.bufferImageGranularity;
  limits.sampled_images = std::min(vulkan.maxPerStageDescriptorSampledImages, vulkan.maxDescriptorSetSampledImages);
  limits.storage_images = std::min(vulkan.maxPerStageDescriptorStorageImages, vulkan.maxDescriptorSetStorageImages);
  limits.texel_buffer_elements = vulkan.maxTexelBufferElements;
  limits.subgroup_size = facts.subgroup.subgroupSize;
  const std::optional<std::uint32_t> family = ChooseQueueFamily(facts);
  const bool has_timestamps = family && facts.queue_families[*family].timestampValidBits != 0;
  limits.timestamp_nanoseconds = has_timestamps ? vulkan.timestampPeriod : 0;
  return limits;
}

// Features that a device simply has, with nothing to enable.
std::vector<std::string> PropertyFeatures(const DeviceFacts& facts) {
  const VkPhysicalDeviceFloatControlsProperties& floats = facts.float_controls;
  const bool has_subgroups = (facts.subgroup.supportedStages & VK_SHADER_STAGE_COMPUTE_BIT) != 0;
  const auto has_operation = [&](VkSubgroupFeatureFlagBits bit) {
    return has_subgroups && (facts.subgroup.supportedOperations & bit) != 0;
  };
  const std::pair<const char*, bool> all[] = {
      {"denorm_flush_to_zero16", floats.shaderDenormFlushToZeroFloat16},
      {"denorm_flush_to_zero32", floats.shaderDenormFlushToZeroFloat32},
      {"denorm_flush_to_zero64", floats.shaderDenormFlushToZeroFloat64},
      {"denorm_preserve16", floats.shaderDenormPreserveFloat16},
      {"denorm_preserve32", floats.shaderDenormPreserveFloat32},
      {"denorm_preserve64", floats.shaderDenormPreserveFloat64},
      {"rounding_rte16", floats.shaderRoundingModeRTEFloat16},
      {"rounding_rte32", floats.shaderRoundingModeRTEFloat32},
      {"rounding_rte64", floats.shaderRoundingModeRTEFloat64},
      {"rounding_rtz16", floats.shaderRoundingModeRTZFloat16},
      {"rounding_rtz32", floats.shaderRoundingModeRTZFloat32},
      {"rounding_rtz64", floats.shaderRoundingModeRTZFloat64},
      {"signed_zero_inf_nan_preserve16", floats.shaderSignedZeroInfNanPreserveFloat16},
      {"signed_zero_inf_nan_preserve32", floats.shaderSignedZeroInfNanPreserveFloat32},
      {"signed_zero_inf_nan_preserve64", floats.shaderSignedZeroInfNanPreserveFloat64},
      {"subgroup_arithmetic", has_operation(VK_SUBGROUP_FEATURE_ARITHMETIC_BIT)},
      {"subgroup_ballot", has_operation(VK_SUBGROUP_FEATURE_BALLOT_BIT)},
      {"subgroup_basic", has_operation(VK_SUBGROUP_FEATURE_BASIC_BIT)},
      {"subgroup_clustered", has_operation(VK_SUBGROUP_FEATURE_CLUSTERED_BIT)},
      {"subgroup_quad", has_operation(VK_SUBGROUP_FEATURE_QUAD_BIT)},
      {"subgroup_shuffle", has_operation(VK_SUBGROUP_FEATURE_SHUFFLE_BIT)},
      {"subgroup_shuffle_relative", has_operation(VK_SUBGROUP_FEATURE_SHUFFLE_RELATIVE_BIT)},
      {"subgroup_vote", has_operation(VK_SUBGROUP_FEATURE_VOTE_BIT)},
      {"variable_work_group_size", true},  // specialization constants: every Vulkan device
  };
  std::vector<std::string> names;
  for (const auto& [name, has] : all) {
    if (has) names.emplace_back(name);
  }
  return names;
}

std::vector<std::string> FeaturesOf(const DeviceFacts& facts) {
  std::vector<std::string> names = PropertyFeatures(facts);
  FeatureChain features = facts.features;
  for (const FeatureEntry& entry : FeatureTable()) {
    if (*entry.find(features) == VK_TRUE) names.emplace_back(entry.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Preference: the smaller the better. A device that cannot be used comes last.
int Rank(const DeviceInfo& device) {
  if (!device.unusable.empty()) return 5;
  switch (device.kind) {
    case DeviceKind::kDiscrete:
      return 0;
    case DeviceKind::kIntegrated:
      return 1;
    case DeviceKind::kVirtual:
      return 2;
    case DeviceKind::kCpu:
      return 3;
    case DeviceKind::kOther:
      return 4;
  }
  return 4;
}

std::string Lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

std::string List(std::span<const DeviceInfo> devices) {
  std::string text;
  for (const DeviceInfo& device : devices) {
    text += fmt::format("{}{} '{}'", text.empty() ? "" : ", ", device.index, device.name);
  }
  return text;
}

Result<std::size_t> ChooseAutomatically(std::span<const DeviceInfo> devices) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    if (!devices[i].unusable.empty()) continue;
    if (!best || Rank(devices[i]) < Rank(devices[*best])) best = i;
  }
  if (best) return *best;
  return Fail(ErrorCode::kUnavailable,
              fmt::format("no Vulkan device can be used: {} {}", List(devices.first(1)), devices.front().unusable));
}

}  // namespace

DeviceInfo DescribeDevice(const DeviceFacts& facts) {
  DeviceInfo info;
  const std::uint32_t version = facts.properties.apiVersion;
  info.index = facts.index;
  info.name = facts.properties.deviceName;
  info.uuid = FormatUuid(facts.id.deviceUUID);
  info.kind = KindOf(facts.properties.deviceType);
  info.vendor_id = facts.properties.vendorID;
  info.vulkan_major = VK_API_VERSION_MAJOR(version);
  info.vulkan_minor = VK_API_VERSION_MINOR(version);
  info.vulkan_patch = VK_API_VERSION_PATCH(version);
  info.driver_name = facts.driver.driverName;
  info.driver_info = facts.driver.driverInfo;
  info.limits = LimitsOf(facts);
  info.features = FeaturesOf(facts);
  for (std::uint32_t i = 0; i < facts.memory.memoryHeapCount; ++i) {
    const VkMemoryHeap& heap = facts.memory.memoryHeaps[i];
    info.heaps.push_back({heap.size, (heap.flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT) != 0});
  }
  const auto plan = PlanDevice(facts, {});
  if (!plan) {
    info.unusable = plan.error().message();
    return info;
  }
  for (std::size_t use = 0; use < kMemoryUses; ++use) info.memory[use] = plan->memory.of_use[use].reason;
  return info;
}

Result<std::size_t> ChooseDevice(std::span<const DeviceInfo> devices, std::string_view selector) {
  if (devices.empty()) return Fail(ErrorCode::kUnavailable, "there is no Vulkan device");
  const std::string wanted = Lowered(selector);
  if (wanted.empty() || wanted == "auto") return ChooseAutomatically(devices);

  std::size_t index = 0;
  const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), index);
  const bool is_index = error == std::errc() && end == wanted.data() + wanted.size();
  // Of several that match a part of the name, the one that auto would prefer.
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    const bool matches = is_index
                             ? devices[i].index == index
                             : devices[i].uuid == wanted || Lowered(devices[i].name).find(wanted) != std::string::npos;
    if (matches && (!best || Rank(devices[i]) < Rank(devices[*best]))) best = i;
  }
  if (!best) {
    return Fail(ErrorCode::kNotFound, fmt::format("no Vulkan device '{}'; there is {}", selector, List(devices)));
  }
  if (!devices[*best].unusable.empty()) {
    return Fail(ErrorCode::kUnsupported,
                fmt::format("the Vulkan device '{}' cannot be used: {}", devices[*best].name, devices[*best].unusable));
  }
  return *best;
}

const char* DeviceKindName(DeviceKind kind) {
  switch (kind) {
    case DeviceKind::kDiscrete:
      return "discrete";
    case DeviceKind::kIntegrated:
      return "integrated";
    case DeviceKind::kVirtual:
      return "virtual";
    case DeviceKind::kCpu:
      return "cpu";
    case DeviceKind::kOther:
      return "other";
  }
  return "other";
}

bool DeviceInfo::Has(std::string_view feature) const {
  return std::binary_search(features.begin(), features.end(), feature);
}

}  // namespace kiln::runtime
