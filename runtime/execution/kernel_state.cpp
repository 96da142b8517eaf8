#include "runtime/execution/kernel_state.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiln/artifact/spirv_formats.h"
#include "kiln/artifact/spirv_strip.h"
#include "runtime/execution/fit_to_driver.h"
#include "runtime/execution/kernel_requirements.h"
#include "runtime/execution/pipeline_registers.h"
#include "runtime/memory/image_format.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {

VkDescriptorType ValueDescriptorType(const artifact::ValueBlock& values) {
  return values.memory == artifact::ValueMemory::kStorageBuffer ? VK_DESCRIPTOR_TYPE_STORAGE_BUFFER_DYNAMIC
                                                                : VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER_DYNAMIC;
}

VkDescriptorType ImageDescriptorType(const artifact::ImageBinding& image) {
  if (image.dimension == artifact::ImageDimension::k1dBuffer) {
    return image.is_storage ? VK_DESCRIPTOR_TYPE_STORAGE_TEXEL_BUFFER : VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER;
  }
  return image.is_storage ? VK_DESCRIPTOR_TYPE_STORAGE_IMAGE : VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE;
}

Result<std::shared_ptr<KernelState>> KernelState::Create(LogicalDevice& device, std::span<const std::uint32_t> words,
                                                         const artifact::Kernel& kernel) {
  const auto with_context = [&](Error error) {
    return Fail(std::move(error).With(fmt::format("while loading the kernel '{}'", kernel.name)));
  };
  if (Status status = artifact::Check(kernel); !status) return with_context(std::move(status.error()));
  auto module = artifact::ExtractEntryPoint(words, kernel.entry_point);
  if (!module) return with_context(std::move(module.error()));
  auto summary = artifact::Summarize(*module);
  if (!summary) return with_context(std::move(summary.error()));
  if (Status status = CheckRequirements(kernel, *summary, device.info()); !status) {
    return with_context(std::move(status.error()));
  }
  module = FitToDriver(std::move(*module), device.plan().workarounds, device.info());
  if (!module) return with_context(std::move(module.error()));
  auto state = std::make_shared<KernelState>(device, kernel);
  if (Status status = state->Prepare(std::move(*module)); !status) return with_context(std::move(status.error()));
  if (Status status = state->CreateLayouts(); !status) return with_context(std::move(status.error()));
  return state;
}

KernelState::~KernelState() {
  if (device.is_abandoned()) return;
  for (const auto& [key, pipeline] : pipelines_) vkDestroyPipeline(device.get(), pipeline, nullptr);
  vkDestroyPipelineLayout(device.get(), pipeline_layout, nullptr);
  vkDestroyDescriptorSetLayout(device.get(), set_layout, nullptr);
  vkDestroyShaderModule(device.get(), module_, nullptr);
}

Status KernelState::Prepare(std::vector<std::uint32_t> words) {
  has_open_reads_ = device.info().Has("storage_image_read_without_format");
  has_open_writes_ = device.info().Has("storage_image_write_without_format");
  for (const artifact::Argument& argument : reflection.arguments) {
    if (argument.kind != artifact::ArgumentKind::kImage || !argument.image.is_storage) continue;
    const bool needs_format = (argument.is_read && !has_open_reads_) || (argument.is_written && !has_open_writes_);
    if (needs_format) stated_.push_back(argument.binding);
  }
  words_ = std::move(words);
  if (!stated_.empty()) return {};
  // A kernel that does not touch its images may still declare what others of its file need.
  KILN_ASSIGN_OR_RETURN(words_, artifact::StateImageFormats(words_, {}, has_open_reads_, has_open_writes_));
  KILN_ASSIGN_OR_RETURN(module_, CreateModule(words_));
  words_ = {};
  return {};
}

Result<VkShaderModule> KernelState::CreateModule(std::span<const std::uint32_t> words) const {
  auto info = MakeVk<VkShaderModuleCreateInfo>(VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO);
  info.codeSize = words.size_bytes();
  info.pCode = words.data();
  VkShaderModule module = VK_NULL_HANDLE;
  KILN_RETURN_IF_ERROR(KILN_VK(vkCreateShaderModule, device.get(), &info, nullptr, &module));
  return module;
}

Result<VkShaderModule> KernelState::CreateStatedModule(std::span<const std::uint32_t> formats) const {
  std::vector<artifact::StatedFormat> stated;
  for (std::size_t i = 0; i < formats.size(); ++i) stated.push_back({stated_[i], formats[i]});
  KILN_ASSIGN_OR_RETURN(const std::vector<std::uint32_t> words,
                        artifact::StateImageFormats(words_, stated, has_open_reads_, has_open_writes_));
  return CreateModule(words);
}

Result<std::vector<std::uint32_t>> KernelState::FormatsFor(const LaunchArguments& arguments) const {
  std::vector<std::uint32_t> formats;
  for (const std::uint32_t binding : stated_) {
    for (const ImageArgument& argument : arguments.images) {
      if (argument.binding != binding) continue;
      const ImageFormat& format = argument.image.description().format;
      formats.push_back(ToSpirv(format));
      if (formats.back() != 0) continue;
      return Fail(ErrorCode::kUnsupported,
                  fmt::format("'{}' reads or writes an image of the format {} {}, which the device '{}' cannot",
                              reflection.name, ChannelOrderName(format.order), ChannelTypeName(format.type),
                              device.info().name));
    }
  }
  return formats;
}

Status KernelState::CreateLayouts() {
  std::vector<VkDescriptorSetLayoutBinding> bindings;
  const auto add = [&](std::uint32_t binding, VkDescriptorType type) {
    bindings.push_back({binding, type, 1, VK_SHADER_STAGE_COMPUTE_BIT, nullptr});
    AddDescriptor(descriptors, type);
  };
  for (const artifact::Argument& argument : reflection.arguments) {
    if (argument.kind == artifact::ArgumentKind::kBuffer) add(argument.binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER);
    if (argument.kind == artifact::ArgumentKind::kImage) add(argument.binding, ImageDescriptorType(argument.image));
  }
  if (reflection.printf) add(reflection.printf->binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER);
  if (reflection.program_variables) add(reflection.program_variables->binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER);
  auto layout = MakeVk<VkPipelineLayoutCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO);
  VkPushConstantRange range = {VK_SHADER_STAGE_COMPUTE_BIT, 0, 0};
  if (reflection.values.IsBuffer()) {
    add(reflection.values.binding, ValueDescriptorType(reflection.values));
  } else if (reflection.values.size != 0) {
    push_constant_bytes = range.size = (reflection.values.size + 3) / 4 * 4;
    layout.pushConstantRangeCount = 1;
    layout.pPushConstantRanges = &range;
  }
  if (!bindings.empty()) {
    auto set = MakeVk<VkDescriptorSetLayoutCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO);
    set.bindingCount = static_cast<std::uint32_t>(bindings.size());
    set.pBindings = bindings.data();
    KILN_RETURN_IF_ERROR(KILN_VK(vkCreateDescriptorSetLayout, device.get(), &set, nullptr, &set_layout));
    layout.setLayoutCount = 1;
    layout.pSetLayouts = &set_layout;
  }
  return KILN_VK(vkCreatePipelineLayout, device.get(), &layout, nullptr, &pipeline_layout);
}

Result<VkPipeline> KernelState::Pipeline(const Size3& local, std::span<const std::uint32_t> local_counts,
                                         std::span<const std::uint32_t> formats) {
  std::vector<std::uint32_t> key(local.begin(), local.end());
  key.insert(key.end(), local_counts.begin(), local_counts.end());
  key.insert(key.end(), formats.begin(), formats.end());
  const std::lock_guard lock(mutex_);
  const auto found = pipelines_.find(key);
  device.pool_counters().pipelines.Count(found != pipelines_.end());
  if (found != pipelines_.end()) return found->second;
  const std::uint64_t begin = metrics != nullptr ? telemetry::Now() : 0;
  VkShaderModule module = module_;
  if (module == VK_NULL_HANDLE) {
    KILN_ASSIGN_OR_RETURN(module, CreateStatedModule(formats));
  }
  auto pipeline = CreatePipeline(module, local, local_counts);
  if (module != module_) vkDestroyShaderModule(device.get(), module, nullptr);
  if (pipeline) pipelines_.emplace(std::move(key), *pipeline);
  // Where the driver compiles at the first dispatch, that is what is noted.
  if (metrics != nullptr && !device.plan().workarounds.compiles_at_first_dispatch) {
    device.telemetry()->NoteCompilation(metrics, begin, telemetry::Now());
  }
  return pipeline;
}

WorkGroupRule KernelState::RuleWith(std::uint64_t local_bytes) const {
  WorkGroupRule with = rule;
  with.local_bytes += local_bytes;
  with.registers = registers_.load(std::memory_order_relaxed);
  return with;
}

Result<VkPipeline> KernelState::CreatePipeline(VkShaderModule module, const Size3& local,
                                               std::span<const std::uint32_t> local_counts) const {
  std::vector<std::uint32_t> constants(local.begin(), local.end());
  std::vector<std::uint32_t> ids(reflection.work_group_size_spec_ids.begin(),
                                 reflection.work_group_size_spec_ids.end());
  constants.insert(constants.end(), local_counts.begin(), local_counts.end());
  for (const artifact::Argument& argument : reflection.arguments) {
    if (argument.kind == artifact::ArgumentKind::kLocal) ids.push_back(argument.spec_id);
  }
  std::vector<VkSpecializationMapEntry> entries;
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    entries.push_back({ids[i], static_cast<std::uint32_t>(i * sizeof(std::uint32_t)), sizeof(std::uint32_t)});
  }
  VkSpecializationInfo specialization = {};
  specialization.mapEntryCount = static_cast<std::uint32_t>(entries.size());
  specialization.pMapEntries = entries.data();
  specialization.dataSize = constants.size() * sizeof(std::uint32_t);
  specialization.pData = constants.data();

  auto info = MakeVk<VkComputePipelineCreateInfo>(VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO);
  info.stage.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
  info.stage.stage = VK_SHADER_STAGE_COMPUTE_BIT;
  info.stage.module = module;
  info.stage.pName = reflection.entry_point.c_str();
  info.stage.pSpecializationInfo = &specialization;
  info.layout = pipeline_layout;
  const bool tells_registers = device.info().Has("pipeline_executable_info");
  if (tells_registers) info.flags |= VK_PIPELINE_CREATE_CAPTURE_STATISTICS_BIT_KHR;
  VkPipeline pipeline = VK_NULL_HANDLE;
  KILN_RETURN_IF_ERROR(
      KILN_VK(vkCreateComputePipelines, device.get(), device.pipeline_cache(), 1, &info, nullptr, &pipeline));
  if (tells_registers) registers_ = ReadRegisters(device, pipeline);
  return pipeline;
}

}  // namespace kiln::runtime
