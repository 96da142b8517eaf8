#include "runtime/execution/kernel_requirements.h"

#include <fmt/format.h>

#include <algorithm>
#include <spirv/unified1/spirv.hpp11>

namespace kiln::runtime {
namespace {

struct CapabilityNeed {
  spv::Capability capability;
  const char* name;
  const char* feature;  // empty: no Vulkan device has it
};

// What a module declares decides, whatever the reflection says: a driver may crash on a capability that it does not
// have.
constexpr CapabilityNeed kCapabilityNeeds[] = {
    {spv::Capability::Addresses, "Addresses", ""},
    {spv::Capability::Kernel, "Kernel", ""},
    {spv::Capability::Linkage, "Linkage", ""},
    {spv::Capability::GenericPointer, "GenericPointer", ""},
    {spv::Capability::Float16, "Float16", "float16"},
    {spv::Capability::Float64, "Float64", "float64"},
    {spv::Capability::Int8, "Int8", "int8"},
    {spv::Capability::Int16, "Int16", "int16"},
    {spv::Capability::Int64, "Int64", "int64"},
    {spv::Capability::Int64Atomics, "Int64Atomics", "int64"},
    {spv::Capability::StorageBuffer8BitAccess, "StorageBuffer8BitAccess", "storage8"},
    {spv::Capability::StorageBuffer16BitAccess, "StorageBuffer16BitAccess", "storage16"},
    {spv::Capability::UniformAndStorageBuffer8BitAccess, "UniformAndStorageBuffer8BitAccess", "uniform8"},
    {spv::Capability::UniformAndStorageBuffer16BitAccess, "UniformAndStorageBuffer16BitAccess", "uniform16"},
    {spv::Capability::StoragePushConstant8, "StoragePushConstant8", "push_constant8"},
    {spv::Capability::StoragePushConstant16, "StoragePushConstant16", "push_constant16"},
    {spv::Capability::VariablePointers, "VariablePointers", "variable_pointers"},
    {spv::Capability::VariablePointersStorageBuffer, "VariablePointersStorageBuffer",
     "variable_pointers_storage_buffer"},
    {spv::Capability::PhysicalStorageBufferAddresses, "PhysicalStorageBufferAddresses", "buffer_device_address"},
    {spv::Capability::VulkanMemoryModel, "VulkanMemoryModel", "vulkan_memory_model"},
    {spv::Capability::VulkanMemoryModelDeviceScope, "VulkanMemoryModelDeviceScope", "vulkan_memory_model_device_scope"},
    {spv::Capability::WorkgroupMemoryExplicitLayoutKHR, "WorkgroupMemoryExplicitLayoutKHR",
     "workgroup_explicit_layout"},
    {spv::Capability::WorkgroupMemoryExplicitLayout8BitAccessKHR, "WorkgroupMemoryExplicitLayout8BitAccessKHR",
     "workgroup_explicit_layout8"},
    {spv::Capability::WorkgroupMemoryExplicitLayout16BitAccessKHR, "WorkgroupMemoryExplicitLayout16BitAccessKHR",
     "workgroup_explicit_layout16"},
    {spv::Capability::DotProduct, "DotProduct", "integer_dot_product"},
    {spv::Capability::GroupNonUniform, "GroupNonUniform", "subgroup_basic"},
    {spv::Capability::GroupNonUniformVote, "GroupNonUniformVote", "subgroup_vote"},
    {spv::Capability::GroupNonUniformArithmetic, "GroupNonUniformArithmetic", "subgroup_arithmetic"},
    {spv::Capability::GroupNonUniformBallot, "GroupNonUniformBallot", "subgroup_ballot"},
    {spv::Capability::GroupNonUniformShuffle, "GroupNonUniformShuffle", "subgroup_shuffle"},
    {spv::Capability::GroupNonUniformShuffleRelative, "GroupNonUniformShuffleRelative", "subgroup_shuffle_relative"},
    {spv::Capability::GroupNonUniformClustered, "GroupNonUniformClustered", "subgroup_clustered"},
    {spv::Capability::GroupNonUniformQuad, "GroupNonUniformQuad", "subgroup_quad"},
};

Status CheckCapabilities(const artifact::SpirvSummary& summary, const DeviceInfo& device) {
  for (const std::uint32_t declared : summary.capabilities) {
    const auto need = std::find_if(std::begin(kCapabilityNeeds), std::end(kCapabilityNeeds), [&](const auto& entry) {
      return static_cast<std::uint32_t>(entry.capability) == declared;
    });
    if (need == std::end(kCapabilityNeeds)) continue;
    if (*need->feature == '\0') {
      return Fail(ErrorCode::kInvalidArtifact,
                  fmt::format("the module is not SPIR-V for Vulkan: it declares the capability {}", need->name));
    }
    if (!device.Has(need->feature)) {
      return Fail(ErrorCode::kUnsupported, fmt::format("the device '{}' lacks the feature '{}' (capability {})",
                                                       device.name, need->feature, need->name));
    }
  }
  return {};
}

Status CheckVersion(const artifact::SpirvSummary& summary, const DeviceInfo& device) {
  const std::uint32_t highest = device.vulkan_major > 1 || device.vulkan_minor >= 3 ? 0x00010600 : 0x00010500;
  if (summary.version <= highest) return {};
  return Fail(ErrorCode::kUnsupported,
              fmt::format("the module is SPIR-V {}.{}, the device '{}' knows {}.{}", summary.version >> 16,
                          summary.version >> 8 & 0xff, device.name, highest >> 16, highest >> 8 & 0xff));
}

Status CheckLimit(const DeviceInfo& device, const char* what, std::uint64_t needed, std::uint64_t limit,
                  const char* limit_name) {
  if (needed <= limit) return {};
  return Fail(ErrorCode::kUnsupported,
              fmt::format("it needs {} {}, the device '{}' has {} ({})", needed, what, device.name, limit, limit_name));
}

Status CheckLimits(const artifact::Kernel& kernel, const DeviceInfo& device) {
  const DeviceLimits& limits = device.limits;
  std::uint64_t sampled_images = 0, storage_images = 0;
  for (const artifact::Argument& argument : kernel.arguments) {
    if (argument.kind == artifact::ArgumentKind::kImage)
      ++(argument.image.is_storage ? storage_images : sampled_images);
  }
  KILN_RETURN_IF_ERROR(CheckLimit(device, "read_only images", sampled_images, limits.sampled_images,
                                  "maxPerStageDescriptorSampledImages"));
  KILN_RETURN_IF_ERROR(CheckLimit(device, "write_only and read_write images", storage_images, limits.storage_images,
                                  "maxPerStageDescriptorStorageImages"));
  const auto arguments = static_cast<std::uint64_t>(std::count_if(
      kernel.arguments.begin(), kernel.arguments.end(),
      [](const artifact::Argument& argument) { return argument.kind == artifact::ArgumentKind::kBuffer; }));
  const std::uint64_t buffers = arguments + (kernel.printf ? 1 : 0) + (kernel.program_variables ? 1 : 0);
  KILN_RETURN_IF_ERROR(
      CheckLimit(device, "storage buffers", buffers, limits.storage_buffers,
                 "maxPerStageDescriptorStorageBuffers; --addressing=physical passes addresses instead"));
  if (kernel.values.is_uniform_buffer) {
    KILN_RETURN_IF_ERROR(CheckLimit(device, "bytes of uniform buffer", kernel.values.size, limits.uniform_buffer_bytes,
                                    "maxUniformBufferRange"));
  } else {
    KILN_RETURN_IF_ERROR(CheckLimit(device, "bytes of push constants", kernel.values.size, limits.push_constant_bytes,
                                    "maxPushConstantsSize"));
  }
  KILN_RETURN_IF_ERROR(CheckLimit(device, "bytes of local memory", kernel.static_local_bytes, limits.local_memory_bytes,
                                  "maxComputeSharedMemorySize"));
  if (!kernel.required_work_group_size) return {};
  const auto& size = *kernel.required_work_group_size;
  std::uint64_t items = 1;
  for (std::size_t i = 0; i < 3; ++i) {
    KILN_RETURN_IF_ERROR(CheckLimit(device, "work-items in one dimension of a work-group", size[i],
                                    limits.work_group_size[i], "maxComputeWorkGroupSize"));
    items *= size[i];
  }
  return CheckLimit(device, "work-items in a work-group", items, limits.work_group_invocations,
                    "maxComputeWorkGroupInvocations");
}

}  // namespace

Status CheckRequirements(const artifact::Kernel& kernel, const artifact::SpirvSummary& summary,
                         const DeviceInfo& device) {
  KILN_RETURN_IF_ERROR(CheckVersion(summary, device));
  for (const std::string& feature : kernel.features) {
    if (device.Has(feature)) continue;
    return Fail(ErrorCode::kUnsupported, fmt::format("the device '{}' lacks the feature '{}'", device.name, feature));
  }
  KILN_RETURN_IF_ERROR(CheckCapabilities(summary, device));
  return CheckLimits(kernel, device);
}

}  // namespace kiln::runtime
