#include "runtime/execution/kernel_state.h"

#include <fmt/format.h>

#include "kiln/artifact/spirv_loop_exits.h"
#include "kiln/artifact/spirv_strip.h"
#include "runtime/execution/kernel_requirements.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {

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
  if (device.plan().workarounds.loses_values_that_leave_loops) {
    module = artifact::AddLoopExits(*module);
    if (!module) return with_context(std::move(module.error()));
  }
  auto state = std::make_shared<KernelState>(device, kernel);
  if (Status status = state->CreateModule(*module); !status) return with_context(std::move(status.error()));
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

Status KernelState::CreateModule(std::span<const std::uint32_t> words) {
  auto info = MakeVk<VkShaderModuleCreateInfo>(VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO);
  info.codeSize = words.size_bytes();
  info.pCode = words.data();
  return KILN_VK(vkCreateShaderModule, device.get(), &info, nullptr, &module_);
}

Status KernelState::CreateLayouts() {
  std::vector<VkDescriptorSetLayoutBinding> bindings;
  const auto add = [&](std::uint32_t binding, VkDescriptorType type) {
    bindings.push_back({binding, type, 1, VK_SHADER_STAGE_COMPUTE_BIT, nullptr});
  };
  for (const artifact::Argument& argument : reflection.arguments) {
    if (argument.kind != artifact::ArgumentKind::kBuffer) continue;
    add(argument.binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER);
    ++storage_buffers;
  }
  if (reflection.printf) {
    add(reflection.printf->binding, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER);
    ++storage_buffers;
  }
  auto layout = MakeVk<VkPipelineLayoutCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO);
  VkPushConstantRange range = {VK_SHADER_STAGE_COMPUTE_BIT, 0, 0};
  if (reflection.values.size != 0 && reflection.values.is_uniform_buffer) {
    // Dynamic: the regions of one launch share a descriptor set and differ in the offset.
    add(reflection.values.binding, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER_DYNAMIC);
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

Result<VkPipeline> KernelState::Pipeline(const Size3& local, std::span<const std::uint32_t> local_counts) {
  std::vector<std::uint32_t> key(local.begin(), local.end());
  key.insert(key.end(), local_counts.begin(), local_counts.end());
  const std::lock_guard lock(mutex_);
  if (const auto found = pipelines_.find(key); found != pipelines_.end()) return found->second;
  KILN_ASSIGN_OR_RETURN(const VkPipeline pipeline, CreatePipeline(local, local_counts));
  pipelines_.emplace(std::move(key), pipeline);
  return pipeline;
}

Result<VkPipeline> KernelState::CreatePipeline(const Size3& local, std::span<const std::uint32_t> local_counts) {
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
  info.stage.module = module_;
  info.stage.pName = reflection.entry_point.c_str();
  info.stage.pSpecializationInfo = &specialization;
  info.layout = pipeline_layout;
  VkPipeline pipeline = VK_NULL_HANDLE;
  KILN_RETURN_IF_ERROR(
      KILN_VK(vkCreateComputePipelines, device.get(), device.pipeline_cache(), 1, &info, nullptr, &pipeline));
  return pipeline;
}

}  // namespace kiln::runtime
