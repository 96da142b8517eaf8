// The commands of a graph, ready to be submitted again and again.
#ifndef KILN_RUNTIME_EXECUTION_GRAPH_RECORDING_H_
#define KILN_RUNTIME_EXECUTION_GRAPH_RECORDING_H_

#include <vulkan/vulkan.h>

#include <memory>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/execution/descriptor_sets.h"
#include "runtime/execution/prepared_launch.h"
#include "runtime/execution/uniform_memory.h"
#include "runtime/memory/buffer_state.h"

namespace kiln::runtime {

// A secondary command buffer, which several submissions may execute at the same time, and what it needs. Kept by the
// batches that execute it, so it owns no user's handle, which would keep the device. One thread at a time while it is
// recorded, then immutable.
class GraphRecording {
 public:
  static Result<std::shared_ptr<GraphRecording>> Begin(LogicalDevice& device, MemoryPool& pool);
  ~GraphRecording();
  GraphRecording(const GraphRecording&) = delete;
  GraphRecording& operator=(const GraphRecording&) = delete;

  Status Add(const PreparedLaunch& launch);
  void AddCopy(BufferState& source, BufferState& destination, const VkBufferCopy& region);
  void AddFill(BufferState& buffer, std::uint64_t offset, std::uint64_t bytes, std::uint32_t pattern);
  // What is added from now on comes after everything before.
  void NextLevel() { RecordFullBarrier(commands_); }
  Status End();

  VkCommandBuffer commands() const { return commands_; }
  // All memory that the commands touch, each once.
  const std::vector<ResourceAccess>& accesses() const { return accesses_; }
  bool follows_addresses() const { return follows_addresses_; }

 private:
  GraphRecording(LogicalDevice& device, MemoryPool& pool) : device_(device), sets_(device), uniforms_(device, pool) {}
  Status BeginCommands();
  void Touch(const ResourceAccess& access);

  LogicalDevice& device_;
  VkCommandPool command_pool_ = VK_NULL_HANDLE;
  VkCommandBuffer commands_ = VK_NULL_HANDLE;
  DescriptorSets sets_;
  UniformMemory uniforms_;
  std::vector<ResourceAccess> accesses_;
  std::vector<std::shared_ptr<void>> needs_;
  bool follows_addresses_ = false;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_GRAPH_RECORDING_H_
