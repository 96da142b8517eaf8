#include "runtime/execution/kernel_requirements.h"

#include <fmt/format.h>

#include <algorithm>
#include <spirv/unified1/spirv.hpp11>
#include <string_view>

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

// One limit of DeviceLimits, by Vulkan's name.
struct KnownLimit {
  std::string_view name;
  std::uint64_t (*get)(const DeviceLimits& limits);
};
constexpr KnownLimit kLimits[] = {
    {"maxPerStageDescriptorSampledImages", [](const DeviceLimits& l) -> std::uint64_t { return l.sampled_images; }},
    {"maxPerStageDescriptorStorageImages", [](const DeviceLimits& l) -> std::uint64_t { return l.storage_images; }},
    {"maxPerStageDescriptorStorageBuffers", [](const DeviceLimits& l) -> std::uint64_t { return l.storage_buffers; }},
    {"maxUniformBufferRange", [](const DeviceLimits& l) -> std::uint64_t { return l.uniform_buffer_bytes; }},
    {"maxPushConstantsSize", [](const DeviceLimits& l) -> std::uint64_t { return l.push_constant_bytes; }},
    {"maxComputeSharedMemorySize", [](const DeviceLimits& l) -> std::uint64_t { return l.local_memory_bytes; }},
    {"maxComputeWorkGroupSize[0]", [](const DeviceLimits& l) -> std::uint64_t { return l.work_group_size[0]; }},
    {"maxComputeWorkGroupSize[1]", [](const DeviceLimits& l) -> std::uint64_t { return l.work_group_size[1]; }},
    {"maxComputeWorkGroupSize[2]", [](const DeviceLimits& l) -> std::uint64_t { return l.work_group_size[2]; }},
    {"maxComputeWorkGroupInvocations", [](const DeviceLimits& l) -> std::uint64_t { return l.work_group_invocations; }},
};

void AddCapabilities(const artifact::SpirvSummary& summary, Requirements& requirements) {
  for (const std::uint32_t declared : summary.capabilities) {
    const auto need = std::find_if(std::begin(kCapabilityNeeds), std::end(kCapabilityNeeds), [&](const auto& entry) {
      return static_cast<std::uint32_t>(entry.capability) == declared;
    });
    if (need == std::end(kCapabilityNeeds)) continue;
    if (*need->feature == '\0') {
      requirements.foreign_capabilities.emplace_back(need->name);
      continue;
    }
    const auto known = std::find_if(requirements.features.begin(), requirements.features.end(),
                                    [&](const FeatureRequirement& feature) { return feature.name == need->feature; });
    if (known == requirements.features.end()) requirements.features.push_back({need->feature, need->name});
  }
}

void AddLimits(const artifact::Kernel& kernel, Requirements& requirements) {
  const auto add = [&](const char* what, std::uint64_t needed, const char* limit, const char* advice = "") {
    if (needed != 0) requirements.limits.push_back({what, needed, limit, advice});
  };
  std::uint64_t sampled_images = 0, storage_images = 0, buffers = 0;
  for (const artifact::Argument& argument : kernel.arguments) {
    if (argument.kind == artifact::ArgumentKind::kBuffer) ++buffers;
    if (argument.kind == artifact::ArgumentKind::kImage)
      ++(argument.image.is_storage ? storage_images : sampled_images);
  }
  const artifact::ValueBlock& values = kernel.values;
  const bool is_stored = values.IsBuffer() && values.memory == artifact::ValueMemory::kStorageBuffer;
  add("read_only images", sampled_images, "maxPerStageDescriptorSampledImages");
  add("write_only and read_write images", storage_images, "maxPerStageDescriptorStorageImages");
  add("storage buffers", buffers + (kernel.printf ? 1 : 0) + (kernel.program_variables ? 1 : 0) + (is_stored ? 1 : 0),
      "maxPerStageDescriptorStorageBuffers", "--addressing=physical passes addresses instead");
  if (!values.IsBuffer()) {
    add("bytes of push constants", values.size, "maxPushConstantsSize");
  } else if (!is_stored) {
    add("bytes of uniform buffer", values.size, "maxUniformBufferRange");
  }
  add("bytes of local memory", kernel.static_local_bytes, "maxComputeSharedMemorySize");
  if (!kernel.required_work_group_size) return;
  const auto& size = *kernel.required_work_group_size;
  constexpr const char* kNames[] = {"maxComputeWorkGroupSize[0]", "maxComputeWorkGroupSize[1]",
                                    "maxComputeWorkGroupSize[2]"};
  std::uint64_t items = 1;
  for (std::size_t i = 0; i < 3; ++i) {
    add("work-items in one dimension of a work-group", size[i], kNames[i]);
    items *= size[i];
  }
  add("work-items in a work-group", items, "maxComputeWorkGroupInvocations");
}

}  // namespace

std::uint32_t HighestSpirv(const DeviceInfo& device) {
  return device.vulkan_major > 1 || device.vulkan_minor >= 3 ? 0x00010600 : 0x00010500;
}

std::uint64_t LimitOf(const DeviceLimits& limits, const LimitRequirement& requirement) {
  const auto known = std::find_if(std::begin(kLimits), std::end(kLimits),
                                  [&](const KnownLimit& limit) { return limit.name == requirement.limit; });
  return known != std::end(kLimits) ? known->get(limits) : 0;
}

Requirements RequirementsOf(const artifact::Kernel& kernel, const artifact::SpirvSummary& summary) {
  Requirements requirements;
  requirements.kernel = kernel.name;
  requirements.spirv_version = summary.version;
  for (const std::string& feature : kernel.features) requirements.features.push_back({feature, ""});
  AddCapabilities(summary, requirements);
  AddLimits(kernel, requirements);
  return requirements;
}

Status CheckRequirements(const artifact::Kernel& kernel, const artifact::SpirvSummary& summary,
                         const DeviceInfo& device) {
  const Requirements requirements = RequirementsOf(kernel, summary);
  const Compatibility found = Check(requirements, device);
  if (found.ok()) return {};
  std::string message = found.mismatches.front();
  for (std::size_t i = 1; i < found.mismatches.size(); ++i) message += "; " + found.mismatches[i];
  const bool is_foreign = !requirements.foreign_capabilities.empty();
  return Fail(is_foreign ? ErrorCode::kInvalidArtifact : ErrorCode::kUnsupported, std::move(message));
}

}  // namespace kiln::runtime
