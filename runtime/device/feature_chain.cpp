#include "runtime/device/feature_chain.h"

namespace kiln::runtime {
namespace {

constexpr const char* kExtensions[] = {
    VK_EXT_SHADER_ATOMIC_FLOAT_EXTENSION_NAME,
    VK_EXT_SHADER_ATOMIC_FLOAT_2_EXTENSION_NAME,
    VK_KHR_WORKGROUP_MEMORY_EXPLICIT_LAYOUT_EXTENSION_NAME,
    VK_EXT_MEMORY_BUDGET_EXTENSION_NAME,
    VK_KHR_PIPELINE_EXECUTABLE_PROPERTIES_EXTENSION_NAME,
    "VK_KHR_portability_subset",  // must be enabled where a device has it
};

#define KILN_FEATURE(name, member) {name, [](FeatureChain& chain) -> VkBool32* { return &chain.member; }}

constexpr FeatureEntry kTable[] = {
    KILN_FEATURE("buffer_device_address", v12.bufferDeviceAddress),
    KILN_FEATURE("compute_full_subgroups", v13.computeFullSubgroups),
    KILN_FEATURE("float16", v12.shaderFloat16),
    KILN_FEATURE("float32_atomic_add", atomic_float.shaderBufferFloat32AtomicAdd),
    KILN_FEATURE("float32_atomic_min_max", atomic_float2.shaderBufferFloat32AtomicMinMax),
    KILN_FEATURE("float32_atomics", atomic_float.shaderBufferFloat32Atomics),
    KILN_FEATURE("float64", core.features.shaderFloat64),
    KILN_FEATURE("float64_atomic_add", atomic_float.shaderBufferFloat64AtomicAdd),
    KILN_FEATURE("float64_atomics", atomic_float.shaderBufferFloat64Atomics),
    KILN_FEATURE("int16", core.features.shaderInt16),
    KILN_FEATURE("int64", core.features.shaderInt64),
    KILN_FEATURE("int64_atomics", v12.shaderBufferInt64Atomics),
    KILN_FEATURE("int8", v12.shaderInt8),
    KILN_FEATURE("integer_dot_product", v13.shaderIntegerDotProduct),
    KILN_FEATURE("local_float32_atomic_add", atomic_float.shaderSharedFloat32AtomicAdd),
    KILN_FEATURE("local_float32_atomic_min_max", atomic_float2.shaderSharedFloat32AtomicMinMax),
    KILN_FEATURE("local_float32_atomics", atomic_float.shaderSharedFloat32Atomics),
    KILN_FEATURE("local_float64_atomic_add", atomic_float.shaderSharedFloat64AtomicAdd),
    KILN_FEATURE("local_float64_atomics", atomic_float.shaderSharedFloat64Atomics),
    KILN_FEATURE("local_int64_atomics", v12.shaderSharedInt64Atomics),
    KILN_FEATURE("maintenance4", v13.maintenance4),
    KILN_FEATURE("pipeline_executable_info", pipeline_executable.pipelineExecutableInfo),
    KILN_FEATURE("push_constant16", v11.storagePushConstant16),
    KILN_FEATURE("push_constant8", v12.storagePushConstant8),
    KILN_FEATURE("scalar_layout", v12.scalarBlockLayout),
    KILN_FEATURE("storage16", v11.storageBuffer16BitAccess),
    KILN_FEATURE("storage8", v12.storageBuffer8BitAccess),
    KILN_FEATURE("storage_image_extended_formats", core.features.shaderStorageImageExtendedFormats),
    KILN_FEATURE("storage_image_read_without_format", core.features.shaderStorageImageReadWithoutFormat),
    KILN_FEATURE("storage_image_write_without_format", core.features.shaderStorageImageWriteWithoutFormat),
    KILN_FEATURE("subgroup_extended_types", v12.shaderSubgroupExtendedTypes),
    KILN_FEATURE("subgroup_size_control", v13.subgroupSizeControl),
    KILN_FEATURE("timeline_semaphore", v12.timelineSemaphore),
    KILN_FEATURE("uniform16", v11.uniformAndStorageBuffer16BitAccess),
    KILN_FEATURE("uniform8", v12.uniformAndStorageBuffer8BitAccess),
    KILN_FEATURE("uniform_standard_layout", v12.uniformBufferStandardLayout),
    KILN_FEATURE("variable_pointers", v11.variablePointers),
    KILN_FEATURE("variable_pointers_storage_buffer", v11.variablePointersStorageBuffer),
    KILN_FEATURE("vulkan_memory_model", v12.vulkanMemoryModel),
    KILN_FEATURE("vulkan_memory_model_availability_chains", v12.vulkanMemoryModelAvailabilityVisibilityChains),
    KILN_FEATURE("vulkan_memory_model_device_scope", v12.vulkanMemoryModelDeviceScope),
    KILN_FEATURE("workgroup_explicit_layout", workgroup_layout.workgroupMemoryExplicitLayout),
    KILN_FEATURE("workgroup_explicit_layout16", workgroup_layout.workgroupMemoryExplicitLayout16BitAccess),
    KILN_FEATURE("workgroup_explicit_layout8", workgroup_layout.workgroupMemoryExplicitLayout8BitAccess),
    KILN_FEATURE("workgroup_explicit_layout_scalar", workgroup_layout.workgroupMemoryExplicitLayoutScalarBlockLayout),
    KILN_FEATURE("zero_initialize_local_memory", v13.shaderZeroInitializeWorkgroupMemory),
};
#undef KILN_FEATURE

}  // namespace

VkPhysicalDeviceFeatures2* FeatureChain::Link(std::uint32_t api_version,
                                              const std::set<std::string>& device_extensions) {
  core.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
  core.pNext = nullptr;
  void** tail = &core.pNext;
  const auto append = [&tail](auto& structure, VkStructureType type) {
    structure.sType = type;
    structure.pNext = nullptr;
    *tail = &structure;
    tail = &structure.pNext;
  };
  const auto append_if = [&](const char* extension, auto& structure, VkStructureType type) {
    if (device_extensions.contains(extension)) append(structure, type);
  };
  append(v11, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_FEATURES);
  append(v12, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES);
  if (api_version >= VK_API_VERSION_1_3) {
    append(v13, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES);
  }
  append_if(VK_EXT_SHADER_ATOMIC_FLOAT_EXTENSION_NAME, atomic_float,
            VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SHADER_ATOMIC_FLOAT_FEATURES_EXT);
  append_if(VK_EXT_SHADER_ATOMIC_FLOAT_2_EXTENSION_NAME, atomic_float2,
            VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SHADER_ATOMIC_FLOAT_2_FEATURES_EXT);
  append_if(VK_KHR_WORKGROUP_MEMORY_EXPLICIT_LAYOUT_EXTENSION_NAME, workgroup_layout,
            VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_WORKGROUP_MEMORY_EXPLICIT_LAYOUT_FEATURES_KHR);
  append_if(VK_KHR_PIPELINE_EXECUTABLE_PROPERTIES_EXTENSION_NAME, pipeline_executable,
            VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PIPELINE_EXECUTABLE_PROPERTIES_FEATURES_KHR);
  return &core;
}

std::vector<std::string> ExtensionsFor(std::uint32_t api_version, const std::set<std::string>& device_extensions) {
  std::vector<std::string> names;
  const auto add = [&](const char* name) {
    if (device_extensions.contains(name)) names.emplace_back(name);
  };
  for (const char* name : kExtensions) add(name);
  // Part of Vulkan 1.3; it lets a module carry instructions for tools.
  if (api_version < VK_API_VERSION_1_3) add(VK_KHR_SHADER_NON_SEMANTIC_INFO_EXTENSION_NAME);
  return names;
}

std::span<const FeatureEntry> FeatureTable() {
  return kTable;
}

}  // namespace kiln::runtime
