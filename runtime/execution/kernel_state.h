// What is behind a Kernel.
#ifndef KILN_RUNTIME_EXECUTION_KERNEL_STATE_H_
#define KILN_RUNTIME_EXECUTION_KERNEL_STATE_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/execution/launch_grid.h"

namespace kiln::runtime {

// As with buffers: the handle that users hold keeps the device, the one that streams keep does not.
struct KernelState : std::enable_shared_from_this<KernelState> {
  static Result<std::shared_ptr<KernelState>> Create(LogicalDevice& device, std::span<const std::uint32_t> words,
                                                     const artifact::Kernel& kernel);
  KernelState(LogicalDevice& device, artifact::Kernel kernel)
      : device(device), reflection(std::move(kernel)), rule(RuleFor(reflection)) {}
  ~KernelState();
  KernelState(const KernelState&) = delete;
  KernelState& operator=(const KernelState&) = delete;

  // The pipeline for that work-group size and those element counts of __local arguments; made at the first call for
  // them. From any thread.
  Result<VkPipeline> Pipeline(const Size3& local, std::span<const std::uint32_t> local_counts);

  LogicalDevice& device;
  const artifact::Kernel reflection;
  const WorkGroupRule rule;
  std::uint32_t storage_buffers = 0;
  VkDescriptorSetLayout set_layout = VK_NULL_HANDLE;  // null: the kernel binds nothing
  VkPipelineLayout pipeline_layout = VK_NULL_HANDLE;
  std::uint32_t push_constant_bytes = 0;  // a multiple of 4

 private:
  Status CreateModule(std::span<const std::uint32_t> words);
  Status CreateLayouts();
  Result<VkPipeline> CreatePipeline(const Size3& local, std::span<const std::uint32_t> local_counts);

  VkShaderModule module_ = VK_NULL_HANDLE;
  std::mutex mutex_;
  std::map<std::vector<std::uint32_t>, VkPipeline> pipelines_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_KERNEL_STATE_H_
