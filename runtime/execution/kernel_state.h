// What is behind a Kernel.
#ifndef KILN_RUNTIME_EXECUTION_KERNEL_STATE_H_
#define KILN_RUNTIME_EXECUTION_KERNEL_STATE_H_

#include <vulkan/vulkan.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <vector>

#include "kiln/artifact/reflection.h"
#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/execution/descriptor_counts.h"
#include "runtime/execution/launch_arguments.h"
#include "runtime/execution/launch_grid.h"
#include "runtime/memory/buffer_state.h"

namespace kiln::runtime {

// How an image argument is bound.
VkDescriptorType ImageDescriptorType(const artifact::ImageBinding& image);
// Of a value block in a buffer. Dynamic: the regions of one launch share a descriptor set and differ in the offset.
VkDescriptorType ValueDescriptorType(const artifact::ValueBlock& values);

// As with buffers: the handle that users hold keeps the device, the one that streams keep does not.
struct KernelState : std::enable_shared_from_this<KernelState> {
  static Result<std::shared_ptr<KernelState>> Create(LogicalDevice& device, std::span<const std::uint32_t> words,
                                                     const artifact::Kernel& kernel);
  KernelState(LogicalDevice& device, artifact::Kernel kernel)
      : device(device),
        reflection(std::move(kernel)),
        rule(RuleFor(reflection)),
        metrics(device.telemetry() ? &device.telemetry()->metrics().Kernel(reflection.name) : nullptr) {}
  ~KernelState();
  KernelState(const KernelState&) = delete;
  KernelState& operator=(const KernelState&) = delete;

  // The formats that a pipeline must state for these images (spv::ImageFormat, one for each of the arguments that need
  // it); empty on devices that leave formats open. kUnsupported names an image whose format cannot be stated.
  Result<std::vector<std::uint32_t>> FormatsFor(const LaunchArguments& arguments) const;
  // The pipeline for that work-group size, those element counts of __local arguments and formats; made at the first
  // call for them. From any thread.
  Result<VkPipeline> Pipeline(const Size3& local, std::span<const std::uint32_t> local_counts,
                              std::span<const std::uint32_t> formats);

  // What decides the work-group size of a launch that gives so much local memory to its arguments.
  WorkGroupRule RuleWith(std::uint64_t local_bytes) const;

  LogicalDevice& device;
  const artifact::Kernel reflection;
  const WorkGroupRule rule;
  telemetry::KernelMetrics* const metrics;  // null without telemetry
  DescriptorCounts descriptors = {};
  VkDescriptorSetLayout set_layout = VK_NULL_HANDLE;  // null: the kernel binds nothing
  VkPipelineLayout pipeline_layout = VK_NULL_HANDLE;
  std::uint32_t push_constant_bytes = 0;  // a multiple of 4
  // With DriverWorkarounds::compiles_at_first_dispatch: which variants have been dispatched. Guarded by the recording
  // mutex.
  std::set<std::vector<std::uint32_t>> compiled;
  std::shared_ptr<BufferState> program_variables;  // null: the kernel uses none. Set before the first launch

 private:
  Status Prepare(std::vector<std::uint32_t> words);
  Status CreateLayouts();
  Result<VkShaderModule> CreateModule(std::span<const std::uint32_t> words) const;
  Result<VkShaderModule> CreateStatedModule(std::span<const std::uint32_t> formats) const;
  Result<VkPipeline> CreatePipeline(VkShaderModule module, const Size3& local,
                                    std::span<const std::uint32_t> local_counts) const;

  VkShaderModule module_ = VK_NULL_HANDLE;               // null when each pipeline has its own, which states formats
  bool has_open_reads_ = true, has_open_writes_ = true;  // what the device can do with images of open formats
  std::vector<std::uint32_t> stated_;                    // bindings of the images whose formats must be stated
  std::vector<std::uint32_t> words_;                     // then
  mutable std::atomic<std::uint32_t> registers_{0};      // of a work-item; 0: not known
  std::mutex mutex_;
  std::map<std::vector<std::uint32_t>, VkPipeline> pipelines_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_KERNEL_STATE_H_
