// What is behind a Stream and an Event.
#ifndef KILN_RUNTIME_EXECUTION_STREAM_STATE_H_
#define KILN_RUNTIME_EXECUTION_STREAM_STATE_H_

#include <vulkan/vulkan.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "kiln/runtime/stream.h"
#include "runtime/device/timeline.h"
#include "runtime/execution/batch.h"
#include "runtime/execution/command_history.h"
#include "runtime/execution/completion_thread.h"
#include "runtime/execution/hazard_tracker.h"
#include "runtime/execution/prepared_launch.h"
#include "runtime/execution/stream_registry.h"
#include "runtime/memory/buffer_state.h"

namespace kiln::runtime {

class GraphState;

// What an event needs to know of its command.
struct IssuedCommand {
  std::uint64_t value = 0;                // of the timeline, when it has finished
  std::shared_ptr<BatchOutcome> outcome;  // null: nothing ran
  std::uint32_t index = 0;
};

// The public functions may be called from several threads.
class StreamState : public CommandTimeline, public std::enable_shared_from_this<StreamState> {
 public:
  using Nanoseconds = std::chrono::nanoseconds;

  // `null_buffer` is bound where an argument is a null pointer.
  static Result<std::shared_ptr<StreamState>> Create(LogicalDevice& device, MemoryPool& pool, StreamRegistry& registry,
                                                     std::shared_ptr<BufferState> null_buffer,
                                                     const StreamOptions& options);
  ~StreamState() override;
  StreamState(const StreamState&) = delete;
  StreamState& operator=(const StreamState&) = delete;

  LogicalDevice& device() { return device_; }

  // stream_state.cpp: commands
  Result<IssuedCommand> Launch(const std::shared_ptr<KernelState>& kernel, const NdRange& range,
                               std::span<const ArgumentValue> arguments);
  Result<IssuedCommand> Copy(BufferState& source, std::uint64_t source_offset, BufferState& destination,
                             std::uint64_t destination_offset, std::uint64_t bytes);
  Result<IssuedCommand> Fill(BufferState& buffer, std::uint32_t pattern, std::uint64_t offset, std::uint64_t bytes);
  Result<IssuedCommand> Replay(GraphState& graph);
  // What is issued from now on comes after that command of that stream of the same device.
  Status RunAfter(StreamState& other, const IssuedCommand& command);
  // Forgets what has been recorded and not submitted; how many commands that was.
  Result<std::size_t> Cancel();

  std::vector<std::string> History() const;

  // stream_completion.cpp: submitting, waiting
  Status Flush();
  Status Synchronize(Nanoseconds timeout);
  // Flushes if needed, and blocks until the command has finished.
  Status Finish(const IssuedCommand& command, Nanoseconds timeout);
  bool IsCancelled(const IssuedCommand& command);
  // Never blocks, and does not flush.
  Result<bool> HasFinished(const IssuedCommand& command);
  Status CallWhenFinished(const IssuedCommand& command, CompletionThread::Callback callback);
  // When the command began and ended, by the device's clock.
  Result<GpuTimes> Times(const IssuedCommand& command);

  // Nothing of other streams, whatever their priority: one of them may be recording what comes after.
  Status SubmitUpTo(std::uint64_t value) override;
  Status WaitFor(std::uint64_t value) override { return WaitFor(value, device_.timeout()); }
  // `timeout` counts what the device runs, not what the driver compiles.
  Status WaitFor(std::uint64_t value, Nanoseconds timeout);
  bool IsRetired(std::uint64_t value) const override;

 private:
  // Made before the recording mutex is locked, so that what has been printed is handed on after it is unlocked: a
  // user's function is called then.
  struct PrintfDelivery {
    StreamState& stream;
    ~PrintfDelivery() { stream.DeliverPrintf(); }
  };

  void DeliverPrintf();

  StreamState(LogicalDevice& device, MemoryPool& pool, StreamRegistry& registry,
              std::shared_ptr<BufferState> null_buffer, const StreamOptions& options);

  // Whoever is given an address may find others where it leads: adds all buffers that have one, and gives their owners.
  std::vector<std::shared_ptr<Resource>> AddAddressed(std::vector<ResourceAccess>& accesses);

  // The functions below expect the recording mutex to be held.
  Result<Batch*> CurrentBatch();
  // Notes the uses; hands what other streams have recorded for these resources to the device first.
  Status UseResources(Batch& batch, std::span<const ResourceAccess> accesses);
  Status OrderAfter(Batch& batch, StreamState& other, std::uint64_t value);
  void SeparateFromEarlier(Batch& batch, std::span<const ResourceAccess> accesses);
  // Where the driver compiles at the first dispatch: submits one that does nothing, so that it is not taken for a part
  // of the launch.
  Status CompileByDispatch(const PreparedLaunch& launch);
  Result<IssuedCommand> EndCommand(Batch& batch);
  // What streams of higher priority on the same queue have recorded goes first.
  Status Submit();
  Status SubmitRecording();
  Status Retire();
  // An error of the device, with the last commands.
  Error WithHistory(Error error) const;
  // Batches in flight that run one after another and count alike.
  struct WaitStage {
    std::uint64_t value = 0;
    bool is_compilation = false;
  };
  std::vector<WaitStage> StagesUpTo(std::uint64_t value) const;
  // Of a timestamp, the bits that count.
  std::uint64_t TickMask() const;
  // Why the commands up to there never finish, if so.
  Status CheckAlive(std::uint64_t value) const;

  LogicalDevice& device_;
  MemoryPool& pool_;
  StreamRegistry& registry_;
  std::shared_ptr<BufferState> null_buffer_;
  const bool timing_;
  const StreamPriority priority_;
  const PrintfHandler on_printf_;
  DeviceTelemetry* const telemetry_;  // null: nobody wants to know
  const std::uint32_t number_;        // among the streams of the device, for the telemetry
  std::uint32_t queue_ = 0;
  std::shared_ptr<Timeline> timeline_;

  // Guarded by the recording mutex.
  std::uint64_t last_value_ = 0;  // of the timeline, given to a batch
  std::uint64_t submitted_ = 0;
  std::unique_ptr<Batch> recording_;
  std::deque<std::unique_ptr<Batch>> in_flight_;
  HazardTracker hazards_;
  CommandHistory history_;
  bool needs_barrier_ = false;                                                   // before the next command
  std::vector<std::pair<std::shared_ptr<Timeline>, std::uint64_t>> next_waits_;  // of the next batch
  std::deque<std::unique_ptr<PrintfCapture>> printed_;                           // of retired launches, to be handed on
  std::optional<Error> broken_;  // a submission failed: nothing can follow it

  std::recursive_mutex printf_mutex_;  // held while handing on; recursive: a handler may wait for the stream
  std::mutex completions_mutex_;       // guards the making of the next
  std::unique_ptr<CompletionThread> completions_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_EXECUTION_STREAM_STATE_H_
