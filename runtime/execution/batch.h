// The commands that go to the device in one submission, and what they need while they are there.
#ifndef KILN_RUNTIME_EXECUTION_BATCH_H_
#define KILN_RUNTIME_EXECUTION_BATCH_H_

#include <vulkan/vulkan.h>

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "kiln/base/result.h"
#include "runtime/device/logical_device.h"
#include "runtime/device/timeline.h"
#include "runtime/execution/descriptor_sets.h"
#include "runtime/execution/printf_capture.h"
#include "runtime/execution/uniform_memory.h"

namespace kiln::runtime {

// What became of a batch's commands; shared with the events of the batch, which outlive it. Guarded by the recording
// mutex.
struct BatchOutcome {
  std::vector<std::uint64_t> ticks;  // device ticks, two for each command; empty until the batch has finished
  bool is_cancelled = false;
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
  // The same for a batch that has not been submitted; its events learn that it never will be.
  Status Cancel();

  DescriptorSets& sets() { return sets_; }         // valid until Recycle
  UniformMemory& uniforms() { return uniforms_; }  // the same

  // Both do nothing without timing. EndCommand returns the number of the command within the batch.
  void BeginCommand();
  std::uint32_t EndCommand();

  // What must live until the device has finished.
  void Keep(std::shared_ptr<void> resource) { kept_.push_back(std::move(resource)); }
  // The submission starts when that timeline has reached that value.
  void WaitFor(std::shared_ptr<Timeline> timeline, std::uint64_t value);
  const std::map<std::shared_ptr<Timeline>, std::uint64_t>& waits() const { return waits_; }

  // What the launches print into; to be taken before Recycle.
  void AddPrintf(std::unique_ptr<PrintfCapture> capture) { printf_captures_.push_back(std::move(capture)); }
  std::vector<std::unique_ptr<PrintfCapture>> TakePrintf() { return std::exchange(printf_captures_, {}); }

  // For the telemetry, where there is one; until the next Begin.
  void Note(const CommandNote& note) { notes_.push_back(note); }
  const std::vector<CommandNote>& notes() const { return notes_; }
  std::uint64_t submitted_at() const { return submitted_at_; }
  void set_submitted_at(std::uint64_t nanoseconds) { submitted_at_ = nanoseconds; }

  VkCommandBuffer commands() const { return commands_; }
  std::uint64_t value() const { return value_; }
  // It holds what only makes the driver compile; until the next Begin.
  bool is_compilation() const { return is_compilation_; }
  void set_is_compilation(bool is_compilation) { is_compilation_ = is_compilation; }
  std::uint32_t command_count() const { return command_count_; }
  bool has_timing() const { return queries_ != VK_NULL_HANDLE; }
  bool IsFull() const { return command_count_ >= kMaxCommands; }
  const std::shared_ptr<BatchOutcome>& outcome() const { return outcome_; }

 private:
  Batch(LogicalDevice& device, MemoryPool& pool) : device_(device), sets_(device), uniforms_(device, pool) {}
  Status CreateObjects(bool timing);
  Status ReadTimes();

  LogicalDevice& device_;
  VkCommandPool command_pool_ = VK_NULL_HANDLE;
  VkCommandBuffer commands_ = VK_NULL_HANDLE;
  VkQueryPool queries_ = VK_NULL_HANDLE;  // null without timing
  DescriptorSets sets_;
  UniformMemory uniforms_;
  std::vector<std::shared_ptr<void>> kept_;
  std::map<std::shared_ptr<Timeline>, std::uint64_t> waits_;
  std::vector<std::unique_ptr<PrintfCapture>> printf_captures_;
  std::vector<CommandNote> notes_;
  std::uint64_t submitted_at_ = 0;
  std::shared_ptr<BatchOutcome> outcome_;
  std::uint64_t value_ = 0;  // of the stream's timeline, when this has finished
  std::uint32_t command_count_ = 0;
  bool is_compilation_ = false;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_BATCH_H_
