// The commands that go to the device in one submission, and what they need while they are there.
#ifndef KILN_RUNTIME_EXECUTION_BATCH_H_
#define KILN_RUNTIME_EXECUTION_BATCH_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/execution/descriptor_counts.h"
#include "runtime/execution/printf_capture.h"
#include "runtime/memory/buffer_state.h"

namespace kiln::runtime {

// Device ticks of a batch's commands, two for each; shared with the events of the batch, which outlive it.
struct BatchTimes {
  std::vector<std::uint64_t> ticks;  // empty until the batch has finished
};

// Reused: Begin, record, End, submit, and when the device has finished, Recycle. One thread at a time.
class Batch {
 public:
  static constexpr std::uint32_t kMaxCommands = 64;

  static Result<std::unique_ptr<Batch>> Create(LogicalDevice& device, MemoryPool& pool, bool timing);
  ~Batch();
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  Status Begin(std::uint64_t value);
  Status End();
  // Reads the times, lets go of what the commands used.
  Status Recycle();

  // A set for a layout with so many descriptors; valid until Recycle.
  Result<VkDescriptorSet> AllocateSet(VkDescriptorSetLayout layout, const DescriptorCounts& counts);

  struct UniformSlice {
    VkBuffer buffer = VK_NULL_HANDLE;
    std::uint32_t offset = 0;
    std::byte* mapped = nullptr;
  };
  // Host-visible memory for uniform data; valid until Recycle.
  Result<UniformSlice> AllocateUniform(std::uint64_t bytes);

  // Both do nothing without timing. EndCommand returns the number of the command within the batch.
  void BeginCommand();
  std::uint32_t EndCommand();

  // What must live until the device has finished.
  void Keep(std::shared_ptr<void> resource) { kept_.push_back(std::move(resource)); }

  // What the launches print into; to be taken before Recycle.
  void AddPrintf(std::unique_ptr<PrintfCapture> capture) { printf_captures_.push_back(std::move(capture)); }
  std::vector<std::unique_ptr<PrintfCapture>> TakePrintf() { return std::exchange(printf_captures_, {}); }

  VkCommandBuffer commands() const { return commands_; }
  std::uint64_t value() const { return value_; }
  // It holds what only makes the driver compile; until the next Begin.
  bool is_compilation() const { return is_compilation_; }
  void set_is_compilation(bool is_compilation) { is_compilation_ = is_compilation; }
  bool IsFull() const { return command_count_ >= kMaxCommands; }
  const std::shared_ptr<BatchTimes>& times() const { return times_; }

 private:
  struct DescriptorPool {
    VkDescriptorPool pool = VK_NULL_HANDLE;
    std::uint32_t sets_left = 0;
    DescriptorCounts left = {}, capacity = {};
  };
  struct UniformChunk {
    BoundBuffer bound;
    std::uint64_t size = 0, used = 0;
  };

  Batch(LogicalDevice& device, MemoryPool& pool) : device_(device), pool_(pool) {}
  Status CreateObjects(bool timing);
  Status AddDescriptorPool(const DescriptorCounts& least);
  Status ReadTimes();

  LogicalDevice& device_;
  MemoryPool& pool_;
  VkCommandPool command_pool_ = VK_NULL_HANDLE;
  VkCommandBuffer commands_ = VK_NULL_HANDLE;
  VkQueryPool queries_ = VK_NULL_HANDLE;  // null without timing
  std::vector<DescriptorPool> descriptor_pools_;
  std::vector<UniformChunk> uniform_chunks_;
  std::vector<std::shared_ptr<void>> kept_;
  std::vector<std::unique_ptr<PrintfCapture>> printf_captures_;
  std::shared_ptr<BatchTimes> times_;
  std::uint64_t value_ = 0;  // of the stream's timeline, when this has finished
  std::uint32_t command_count_ = 0;
  bool is_compilation_ = false;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_BATCH_H_
