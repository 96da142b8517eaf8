// Submitting what a stream has recorded, and what happens when the device has finished it.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/execution/stream_state.h"
#include "runtime/vulkan/vk_call.h"

namespace kiln::runtime {
namespace {

Status CheckNotCancelled(const IssuedCommand& command) {
  if (command.outcome == nullptr || !command.outcome->is_cancelled) return {};
  return Fail(ErrorCode::kOperationFailed, "the command was cancelled before the device got it");
}

}  // namespace

Status StreamState::Submit() {
  if (recording_ == nullptr) return {};
  for (StreamState* const other : registry_.streams()) {
    if (other->queue_ != queue_ || other->priority_ <= priority_) continue;
    static_cast<void>(other->SubmitRecording());  // a failure is its own: it stays broken
  }
  return SubmitRecording();
}

Status StreamState::SubmitRecording() {
  if (recording_ == nullptr) return {};
  std::unique_ptr<Batch> batch = std::move(recording_);
  Status status = batch->End();
  if (status) {
    LogicalDevice::Submission submission;
    submission.queue = queue_;
    submission.commands = batch->commands();
    submission.timeline = timeline_->get();
    submission.value = batch->value();
    for (const auto& [timeline, value] : batch->waits()) {
      submission.waits.push_back(timeline->get());
      submission.wait_values.push_back(value);
    }
    if (telemetry_ != nullptr) batch->set_submitted_at(telemetry::Now());
    status = device_.Submit(submission);
  }
  if (!status) {
    broken_ = WithHistory(std::move(status.error()));
    return Fail(*broken_);
  }
  submitted_ = batch->value();
  in_flight_.push_back(std::move(batch));
  return {};
}

Error StreamState::WithHistory(Error error) const {
  std::string commands = history_.Sentence();
  return commands.empty() ? std::move(error) : std::move(error).With(std::move(commands));
}

Status StreamState::SubmitUpTo(std::uint64_t value) {
  if (recording_ != nullptr && recording_->value() <= value) return SubmitRecording();
  return {};
}

Status StreamState::CheckAlive(std::uint64_t value) const {
  if (broken_ && value > submitted_) return Fail(*broken_);
  return {};
}

bool StreamState::IsRetired(std::uint64_t value) const {
  if (!CheckAlive(value)) return false;
  const bool is_in_flight = !in_flight_.empty() && in_flight_.front()->value() <= value;
  const bool is_recorded = recording_ != nullptr && recording_->value() <= value;
  return !is_in_flight && !is_recorded;
}

std::vector<StreamState::WaitStage> StreamState::StagesUpTo(std::uint64_t value) const {
  std::vector<WaitStage> stages;
  for (const auto& batch : in_flight_) {
    if (batch->value() > value) break;
    if (stages.empty() || stages.back().is_compilation != batch->is_compilation()) {
      stages.push_back({0, batch->is_compilation()});
    }
    stages.back().value = batch->value();
  }
  return stages;
}

Status StreamState::WaitFor(std::uint64_t value, Nanoseconds timeout) {
  using Clock = std::chrono::steady_clock;
  const PrintfDelivery delivery{*this};
  std::vector<WaitStage> stages;
  {
    const RecordingLock lock(device_);
    KILN_RETURN_IF_ERROR(CheckAlive(value));
    stages = StagesUpTo(value);
  }
  Nanoseconds left = timeout;
  for (const WaitStage& stage : stages) {
    const auto start = Clock::now();
    const Status status =
        device_.Wait(timeline_->get(), stage.value, stage.is_compilation ? device_.compile_timeout() : left);
    if (!status) {
      Error error = status.error();
      if (error.code() == ErrorCode::kTimeout) {
        error = stage.is_compilation
                    ? TookTooLong(device_.info(), device_.compile_timeout()).With("while its driver compiled")
                    : TookTooLong(device_.info(), timeout);
      }
      const RecordingLock lock(device_);
      return Fail(WithHistory(std::move(error)));
    }
    if (stage.is_compilation && telemetry_ != nullptr) {
      const RecordingLock lock(device_);
      KILN_RETURN_IF_ERROR(Retire());  // now, so that it knows when that ended
    }
    if (!stage.is_compilation && left != kNoTimeout) left -= std::min<Clock::duration>(left, Clock::now() - start);
  }
  const RecordingLock lock(device_);
  return Retire();
}

Status StreamState::Retire() {
  if (in_flight_.empty()) return {};
  KILN_ASSIGN_OR_RETURN(const std::uint64_t progress, device_.Progress(timeline_->get()));
  std::uint64_t now = 0;  // read once
  while (!in_flight_.empty() && in_flight_.front()->value() <= progress) {
    std::unique_ptr<Batch> batch = std::move(in_flight_.front());
    in_flight_.pop_front();
    for (auto& capture : batch->TakePrintf()) printed_.push_back(std::move(capture));
    std::shared_ptr<BatchOutcome> outcome = telemetry_ != nullptr ? batch->outcome() : nullptr;
    KILN_RETURN_IF_ERROR(batch->Recycle());
    if (telemetry_ != nullptr) {
      if (now == 0) now = telemetry::Now();
      telemetry_->NoteFinished({.commands = batch->notes(),
                                .is_compilation = batch->is_compilation(),
                                .stream = number_,
                                .submitted = batch->submitted_at(),
                                .seen = now,
                                .ticks = outcome->ticks,
                                .tick_nanoseconds = device_.info().limits.timestamp_nanoseconds,
                                .tick_mask = TickMask()});
    }
    registry_.batches().Give(std::move(batch));
  }
  return {};
}

void StreamState::DeliverPrintf() {
  const std::lock_guard in_order(printf_mutex_);
  while (true) {
    std::unique_ptr<PrintfCapture> capture;
    {
      const RecordingLock lock(device_);
      if (printed_.empty()) return;
      capture = std::move(printed_.front());
      printed_.pop_front();
    }
    const PrintedText printed = capture->Decode();
    on_printf_(printed);
  }
}

Status StreamState::Flush() {
  const RecordingLock lock(device_);
  if (broken_) return Fail(*broken_);
  return Submit();
}

Status StreamState::Synchronize(Nanoseconds timeout) {
  KILN_RETURN_IF_ERROR(Flush());
  std::uint64_t value = 0;
  {
    const RecordingLock lock(device_);
    value = submitted_;
  }
  return WaitFor(value, timeout);
}

Status StreamState::Finish(const IssuedCommand& command, Nanoseconds timeout) {
  {
    const RecordingLock lock(device_);
    KILN_RETURN_IF_ERROR(CheckNotCancelled(command));
    KILN_RETURN_IF_ERROR(SubmitUpTo(command.value));
  }
  return WaitFor(command.value, timeout);
}

bool StreamState::IsCancelled(const IssuedCommand& command) {
  const RecordingLock lock(device_);
  return !CheckNotCancelled(command);
}

Result<bool> StreamState::HasFinished(const IssuedCommand& command) {
  const PrintfDelivery delivery{*this};
  const RecordingLock lock(device_);
  KILN_RETURN_IF_ERROR(CheckNotCancelled(command));
  KILN_RETURN_IF_ERROR(CheckAlive(command.value));
  KILN_RETURN_IF_ERROR(Retire());
  return IsRetired(command.value);
}

Status StreamState::CallWhenFinished(const IssuedCommand& command, CompletionThread::Callback callback) {
  Status ended;
  {
    const RecordingLock lock(device_);
    ended = CheckNotCancelled(command);
    if (ended) KILN_RETURN_IF_ERROR(SubmitUpTo(command.value));
  }
  const std::lock_guard lock(completions_mutex_);
  if (completions_ == nullptr) {
    completions_ =
        std::make_unique<CompletionThread>([this](std::uint64_t value) { return Noted(telemetry_, WaitFor(value)); });
  }
  if (ended) {
    completions_->Add(command.value, std::move(callback));
  } else {
    completions_->AddEnded(std::move(ended), std::move(callback));
  }
  return {};
}

std::uint64_t StreamState::TickMask() const {
  const std::uint32_t bits = device_.plan().timestamp_bits;
  return bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
}

Result<GpuTimes> StreamState::Times(const IssuedCommand& command) {
  KILN_RETURN_IF_ERROR(Finish(command, device_.timeout()));
  if (command.outcome == nullptr) return GpuTimes{};  // a range of no work-items
  if (!timing_) {
    return Fail(ErrorCode::kUnsupported, device_.plan().timestamp_bits == 0
                                             ? fmt::format("the device '{}' has no timestamps", device_.info().name)
                                             : "the stream was made without timing");
  }
  const RecordingLock lock(device_);
  const std::vector<std::uint64_t>& ticks = command.outcome->ticks;
  if (2 * command.index + 1 >= ticks.size()) return Fail(ErrorCode::kInternal, "a command has no timestamps");
  const std::uint64_t mask = TickMask();
  const auto nanoseconds = [&](std::uint64_t count) {
    // A clock that counts from 1970 exceeds the precision of a double.
    return static_cast<std::uint64_t>(static_cast<long double>(count) * device_.info().limits.timestamp_nanoseconds);
  };
  const std::uint64_t begin = ticks[2 * command.index] & mask, end = ticks[2 * command.index + 1] & mask;
  GpuTimes times;
  times.begin = nanoseconds(begin);
  times.end = times.begin + nanoseconds((end - begin) & mask);  // the counter may have started again between the two
  return times;
}

}  // namespace kiln::runtime
