// A stream's life, and the commands that are issued to it.
#include "runtime/execution/stream_state.h"

#include <fmt/format.h>

#include "runtime/execution/graph_state.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {

StreamState::StreamState(LogicalDevice& device, MemoryPool& pool, StreamRegistry& registry,
                         std::shared_ptr<BufferState> null_buffer, const StreamOptions& options)
    : device_(device),
      pool_(pool),
      registry_(registry),
      null_buffer_(std::move(null_buffer)),
      timing_(options.timing && device.plan().timestamp_bits != 0),
      priority_(options.priority),
      on_printf_(options.on_printf    ? options.on_printf
                 : device.on_printf() ? device.on_printf()
                                      : PrintToConsole),
      telemetry_(device.telemetry()),
      number_(telemetry_ != nullptr ? telemetry_->NextStream() : 0),
      history_(options.history) {}

Result<std::shared_ptr<StreamState>> StreamState::Create(LogicalDevice& device, MemoryPool& pool,
                                                         StreamRegistry& registry,
                                                         std::shared_ptr<BufferState> null_buffer,
                                                         const StreamOptions& options) {
  std::shared_ptr<StreamState> stream(new StreamState(device, pool, registry, std::move(null_buffer), options));
  KILN_ASSIGN_OR_RETURN(stream->timeline_, Timeline::Create(device));
  const RecordingLock lock(device);
  stream->queue_ = registry.NextQueue(options.priority);
  registry.Add(stream.get());
  return stream;
}

StreamState::~StreamState() {
  if (timeline_ == nullptr) return;
  const bool waits = !device_.is_abandoned();
  {
    const RecordingLock lock(device_);
    if (waits) static_cast<void>(Submit());
  }
  completions_.reset();
  if (waits && submitted_ != 0) {  // also when the device is lost: that ends the wait at once
    const Status status = device_.Wait(timeline_->get(), submitted_);
    if (!status && status.error().code() == ErrorCode::kDeviceLost) {
      device_.SettleAfterLoss();
    } else if (!status) {
      device_.Abandon();
    }
  }
  {
    const RecordingLock lock(device_);
    registry_.Remove(this);
    if (waits && !device_.is_abandoned()) static_cast<void>(Retire());
  }
  DeliverPrintf();
}

Result<Batch*> StreamState::CurrentBatch() {
  if (broken_) return Fail(*broken_);
  if (recording_ != nullptr) return recording_.get();
  KILN_RETURN_IF_ERROR(Retire());
  KILN_ASSIGN_OR_RETURN(std::unique_ptr<Batch> batch, registry_.batches().Take(timing_));
  KILN_RETURN_IF_ERROR(batch->Begin(++last_value_));
  RecordFullBarrier(batch->commands());
  hazards_.Clear();
  needs_barrier_ = false;
  for (auto& [timeline, value] : next_waits_) batch->WaitFor(std::move(timeline), value);
  next_waits_.clear();
  recording_ = std::move(batch);
  return recording_.get();
}

Status StreamState::UseResources(Batch& batch, std::span<const ResourceAccess> accesses) {
  std::vector<TimelinePoint> before;
  for (const ResourceAccess& access : accesses) {
    const auto use = access.is_written ? Resource::Use::kWrite : Resource::Use::kRead;
    access.resource->AddUse(shared_from_this(), batch.value(), use, before);
    batch.Keep(access.resource->shared_from_this());
  }
  for (TimelinePoint& point : before) {
    const Status status = OrderAfter(batch, static_cast<StreamState&>(*point.timeline), point.value);
    device_.ReleaseLater(std::move(point.timeline));
    KILN_RETURN_IF_ERROR(status);
  }
  return {};
}

// On one queue the barrier at the start of every batch does it.
Status StreamState::OrderAfter(Batch& batch, StreamState& other, std::uint64_t value) {
  KILN_RETURN_IF_ERROR(other.SubmitUpTo(value));
  KILN_RETURN_IF_ERROR(other.CheckAlive(value));
  if (other.queue_ != queue_ && !other.IsRetired(value)) batch.WaitFor(other.timeline_, value);
  return {};
}

void StreamState::SeparateFromEarlier(Batch& batch, std::span<const ResourceAccess> accesses) {
  const std::vector<Access> plain(accesses.begin(), accesses.end());
  if (std::exchange(needs_barrier_, false)) {
    hazards_.Clear();
    RecordFullBarrier(batch.commands());
  }
  if (hazards_.NeedsBarrier(plain)) RecordFullBarrier(batch.commands());
}

Result<IssuedCommand> StreamState::EndCommand(Batch& batch) {
  IssuedCommand command;
  command.index = batch.EndCommand();
  command.value = batch.value();
  command.outcome = batch.outcome();
  if (batch.IsFull()) KILN_RETURN_IF_ERROR(Submit());
  return command;
}

std::vector<std::shared_ptr<Resource>> StreamState::AddAddressed(std::vector<ResourceAccess>& accesses) {
  std::vector<std::shared_ptr<Resource>> addressed = pool_.addressed().All();
  for (const auto& buffer : addressed) accesses.push_back({buffer.get(), true, true});
  return addressed;
}

Result<IssuedCommand> StreamState::Launch(const std::shared_ptr<KernelState>& kernel, const NdRange& range,
                                          std::span<const ArgumentValue> arguments) {
  KILN_ASSIGN_OR_RETURN(PreparedLaunch launch, PreparedLaunch::Create(kernel, range, arguments, null_buffer_));
  std::vector<std::shared_ptr<Resource>> reachable;
  if (launch.arguments.has_addresses()) reachable = AddAddressed(launch.accesses);

  const PrintfDelivery delivery{*this};
  const RecordingLock lock(device_);
  if (launch.grid.regions.empty()) return IssuedCommand{recording_ ? recording_->value() : submitted_, nullptr, 0};
  if (device_.plan().workarounds.compiles_at_first_dispatch) KILN_RETURN_IF_ERROR(CompileByDispatch(launch));
  KILN_ASSIGN_OR_RETURN(Batch* const batch, CurrentBatch());
  // First all that can fail, then the commands: a failed launch leaves nothing half recorded.
  std::unique_ptr<PrintfCapture> printf;
  if (kernel->reflection.printf) {
    KILN_ASSIGN_OR_RETURN(printf, PrintfCapture::Create(pool_, kernel->shared_from_this()));
  }
  KILN_ASSIGN_OR_RETURN(const LaunchBinding binding, BindLaunch(launch, batch->uniforms(), batch->sets(),
                                                                printf ? printf->buffer() : VK_NULL_HANDLE));
  KILN_RETURN_IF_ERROR(UseResources(*batch, launch.accesses));
  for (auto& need : launch.Needs()) batch->Keep(std::move(need));
  if (printf) batch->AddPrintf(std::move(printf));
  SeparateFromEarlier(*batch, launch.accesses);
  batch->BeginCommand();
  RecordDispatches(batch->commands(), launch, binding);
  if (telemetry_ != nullptr) {
    const auto& global = launch.grid.global;
    batch->Note({telemetry::EventKind::kLaunch, kernel->metrics, std::uint64_t{global[0]} * global[1] * global[2]});
  }
  history_.Note(CommandHistory::Kind::kLaunch, kernel->reflection.name, launch.grid.global, launch.grid.local);
  return EndCommand(*batch);
}

Status StreamState::CompileByDispatch(const PreparedLaunch& launch) {
  std::vector<std::uint32_t> key = launch.CompilationKey();
  if (launch.kernel->compiled.contains(key)) return {};
  KILN_RETURN_IF_ERROR(Submit());
  KILN_ASSIGN_OR_RETURN(Batch* const batch, CurrentBatch());
  KILN_ASSIGN_OR_RETURN(const LaunchBinding binding,
                        BindLaunch(launch, batch->uniforms(), batch->sets(),
                                   launch.reflection().printf ? null_buffer_->buffer : VK_NULL_HANDLE));
  for (auto& need : launch.Needs()) batch->Keep(std::move(need));
  RecordDispatches(batch->commands(), launch, binding, Work::kNone);
  batch->set_is_compilation(true);
  if (telemetry_ != nullptr) batch->Note({telemetry::EventKind::kLaunch, launch.kernel->metrics, 0});
  KILN_RETURN_IF_ERROR(Submit());
  launch.kernel->compiled.insert(std::move(key));
  return {};
}

Result<IssuedCommand> StreamState::Copy(BufferState& source, std::uint64_t source_offset, BufferState& destination,
                                        std::uint64_t destination_offset, std::uint64_t bytes) {
  const PrintfDelivery delivery{*this};
  const RecordingLock lock(device_);
  KILN_ASSIGN_OR_RETURN(Batch* const batch, CurrentBatch());
  const ResourceAccess accesses[] = {{&source, true, false}, {&destination, false, true}};
  KILN_RETURN_IF_ERROR(UseResources(*batch, accesses));
  SeparateFromEarlier(*batch, accesses);
  batch->BeginCommand();
  const VkBufferCopy region = {source_offset, destination_offset, bytes};
  vkCmdCopyBuffer(batch->commands(), source.buffer, destination.buffer, 1, &region);
  if (telemetry_ != nullptr) batch->Note({telemetry::EventKind::kCopy, nullptr, bytes});
  history_.Note(CommandHistory::Kind::kCopy, bytes);
  return EndCommand(*batch);
}

Result<IssuedCommand> StreamState::Fill(BufferState& buffer, std::uint32_t pattern, std::uint64_t offset,
                                        std::uint64_t bytes) {
  const PrintfDelivery delivery{*this};
  const RecordingLock lock(device_);
  KILN_ASSIGN_OR_RETURN(Batch* const batch, CurrentBatch());
  const ResourceAccess accesses[] = {{&buffer, false, true}};
  KILN_RETURN_IF_ERROR(UseResources(*batch, accesses));
  SeparateFromEarlier(*batch, accesses);
  batch->BeginCommand();
  vkCmdFillBuffer(batch->commands(), buffer.buffer, offset, bytes, pattern);
  if (telemetry_ != nullptr) batch->Note({telemetry::EventKind::kFill, nullptr, bytes});
  history_.Note(CommandHistory::Kind::kFill, bytes);
  return EndCommand(*batch);
}

Result<IssuedCommand> StreamState::Replay(GraphState& graph) {
  if (&graph.device() != &device_) {
    return Fail(ErrorCode::kInvalidArgument, "a graph of another device is replayed");
  }
  const PrintfDelivery delivery{*this};
  KILN_ASSIGN_OR_RETURN(const auto recording, graph.Recording([this](const PreparedLaunch& launch) -> Status {
    if (!device_.plan().workarounds.compiles_at_first_dispatch || launch.grid.regions.empty()) return {};
    const RecordingLock lock(device_);
    return CompileByDispatch(launch);
  }));
  std::vector<ResourceAccess> accesses = recording->accesses();
  std::vector<std::shared_ptr<Resource>> reachable;
  if (recording->follows_addresses()) reachable = AddAddressed(accesses);

  const RecordingLock lock(device_);
  KILN_ASSIGN_OR_RETURN(Batch* const batch, CurrentBatch());
  KILN_RETURN_IF_ERROR(UseResources(*batch, accesses));
  batch->Keep(recording);
  SeparateFromEarlier(*batch, accesses);
  batch->BeginCommand();
  const VkCommandBuffer commands = recording->commands();
  vkCmdExecuteCommands(batch->commands(), 1, &commands);
  if (telemetry_ != nullptr) batch->Note({telemetry::EventKind::kReplay, nullptr, 0});
  history_.Note(CommandHistory::Kind::kReplay, 0);
  return EndCommand(*batch);
}

std::vector<std::string> StreamState::History() const {
  const RecordingLock lock(device_);
  return history_.Describe();
}

Status StreamState::RunAfter(StreamState& other, const IssuedCommand& command) {
  const RecordingLock lock(device_);
  if (broken_) return Fail(*broken_);
  if (command.outcome != nullptr && command.outcome->is_cancelled) {
    return Fail(ErrorCode::kOperationFailed, "the command to wait for was cancelled");
  }
  if (&other == this) {
    needs_barrier_ = true;  // a batch starts with one anyway
    return {};
  }
  KILN_RETURN_IF_ERROR(other.SubmitUpTo(command.value));
  KILN_RETURN_IF_ERROR(other.CheckAlive(command.value));
  if (other.IsRetired(command.value)) return {};
  // What was issued before need not wait.
  KILN_RETURN_IF_ERROR(Submit());
  if (other.queue_ != queue_) next_waits_.emplace_back(other.timeline_, command.value);
  return {};
}

Result<std::size_t> StreamState::Cancel() {
  const RecordingLock lock(device_);
  if (recording_ == nullptr) return 0;
  std::unique_ptr<Batch> batch = std::move(recording_);
  const std::size_t count = batch->command_count();
  for (const auto& wait : batch->waits()) next_waits_.push_back(wait);
  KILN_RETURN_IF_ERROR(batch->Cancel());
  registry_.batches().Give(std::move(batch));
  return count;
}

}  // namespace kiln::runtime
