// What is behind a Stream and an Event.
#ifndef KILN_RUNTIME_EXECUTION_STREAM_STATE_H_
#define KILN_RUNTIME_EXECUTION_STREAM_STATE_H_

#include <vulkan/vulkan.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "kiln/runtime/stream.h"
#include "runtime/execution/batch.h"
#include "runtime/execution/hazard_tracker.h"
#include "runtime/execution/kernel_state.h"
#include "runtime/execution/launch_arguments.h"
#include "runtime/memory/buffer_state.h"

namespace kiln::runtime {

// What an event needs to know of its command.
struct IssuedCommand {
  std::uint64_t value = 0;            // of the timeline, when it has finished
  std::shared_ptr<BatchTimes> times;  // null: nothing ran
  std::uint32_t index = 0;
};

class StreamState : public CommandTimeline, public std::enable_shared_from_this<StreamState> {
 public:
  // `null_buffer` is bound where an argument is a null pointer.
  static Result<std::shared_ptr<StreamState>> Create(LogicalDevice& device, MemoryPool& pool,
                                                     std::shared_ptr<BufferState> null_buffer,
                                                     const StreamOptions& options);
  ~StreamState() override;
  StreamState(const StreamState&) = delete;
  StreamState& operator=(const StreamState&) = delete;

  LogicalDevice& device() { return device_; }
  Result<IssuedCommand> Launch(KernelState& kernel, const NdRange& range, std::span<const ArgumentValue> arguments);
  Result<IssuedCommand> Copy(BufferState& source, std::uint64_t source_offset, BufferState& destination,
                             std::uint64_t destination_offset, std::uint64_t bytes);
  Result<IssuedCommand> Fill(BufferState& buffer, std::uint32_t pattern, std::uint64_t offset, std::uint64_t bytes);
  Status Flush();
  Status Synchronize(std::chrono::nanoseconds timeout);
  // Flushes if needed, and blocks until the command has finished.
  Status Finish(std::uint64_t value, std::chrono::nanoseconds timeout);
  Result<std::uint64_t> Nanoseconds(const IssuedCommand& command);

  Status SubmitUpTo(std::uint64_t value) override;
  Status WaitFor(std::uint64_t value) override { return WaitFor(value, device_.timeout()); }
  // `timeout` counts what the device runs, not what the driver compiles.
  Status WaitFor(std::uint64_t value, std::chrono::nanoseconds timeout);
  bool IsRetired(std::uint64_t value) const override { return value <= retired_; }

 private:
  struct ResourceAccess {
    Resource* resource = nullptr;
    bool is_read = false, is_written = false;
  };
  struct PreparedLaunch;
  // Made before the recording mutex is locked, so that what has been printed is handed on after it is unlocked: a
  // user's function is called then.
  struct PrintfDelivery {
    StreamState& stream;
    ~PrintfDelivery() { stream.DeliverPrintf(); }
  };

  void DeliverPrintf();

  StreamState(LogicalDevice& device, MemoryPool& pool, std::shared_ptr<BufferState> null_buffer, bool timing)
      : device_(device), pool_(pool), null_buffer_(std::move(null_buffer)), timing_(timing) {}

  // The functions below expect the recording mutex to be held.
  Result<Batch*> CurrentBatch();
  Status UseResources(Batch& batch, std::span<const ResourceAccess> accesses);
  void SeparateFromEarlier(Batch& batch, std::span<const ResourceAccess> accesses);
  // The memory that the launch's arguments bind.
  Result<std::vector<ResourceAccess>> AccessesOf(const PreparedLaunch& launch) const;
  Result<VkDescriptorSet> WriteDescriptors(Batch& batch, const PreparedLaunch& launch, VkBuffer uniform_buffer,
                                           VkBuffer printf_buffer);
  enum class Work : std::uint8_t { kAll, kNone };  // kNone: dispatches of no work-groups
  void RecordRegions(Batch& batch, const PreparedLaunch& launch, VkDescriptorSet set,
                     const Batch::UniformSlice& uniform, Work work);
  // Where the driver compiles at the first dispatch: submits one that does nothing, so that it is not taken for a part
  // of the launch.
  Status CompileByDispatch(const PreparedLaunch& launch, std::span<const ResourceAccess> accesses);
  Result<IssuedCommand> EndCommand(Batch& batch);
  Status Submit();
  Status Retire();
  // Batches in flight that run one after another and count alike.
  struct WaitStage {
    std::uint64_t value = 0;
    bool is_compilation = false;
  };
  std::vector<WaitStage> StagesUpTo(std::uint64_t value) const;

  LogicalDevice& device_;
  MemoryPool& pool_;
  std::shared_ptr<BufferState> null_buffer_;
  bool timing_;
  PrintfHandler on_printf_;
  VkSemaphore timeline_ = VK_NULL_HANDLE;
  std::uint64_t submitted_ = 0;
  std::uint64_t retired_ = 0;
  std::unique_ptr<Batch> recording_;
  std::deque<std::unique_ptr<Batch>> in_flight_;
  std::vector<std::unique_ptr<Batch>> idle_;
  HazardTracker hazards_;
  std::deque<std::unique_ptr<PrintfCapture>> printed_;  // of retired launches, to be handed on
  std::recursive_mutex printf_mutex_;  // held while handing on; recursive: a handler may wait for the stream
  std::optional<Error> broken_;        // a submission failed: nothing can follow it
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_STREAM_STATE_H_
