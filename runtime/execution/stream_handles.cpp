// The members of Stream and Event.
#include <fmt/format.h>

#include "kiln/runtime/stream.h"
#include "runtime/execution/handle_checks.h"
#include "runtime/execution/stream_state.h"

namespace kiln::runtime {

struct EventState {
  std::shared_ptr<StreamState> stream;
  IssuedCommand command;
};

namespace {

DeviceTelemetry* TelemetryOf(const std::shared_ptr<StreamState>& stream) {
  return stream->device().telemetry();
}

Result<Event> MakeEvent(const std::shared_ptr<StreamState>& stream, Result<IssuedCommand> issued) {
  auto command = Noted(TelemetryOf(stream), std::move(issued));
  if (!command) return Fail(std::move(command.error()));
  return Event(std::make_shared<EventState>(EventState{stream, std::move(*command)}));
}

}  // namespace

Status Event::Wait() const {
  return state_ != nullptr ? Wait(state_->stream->device().timeout()) : Status();
}

Status Event::Wait(std::chrono::nanoseconds timeout) const {
  if (state_ == nullptr) return {};
  return Noted(TelemetryOf(state_->stream), state_->stream->Finish(state_->command, timeout));
}

bool Event::IsCancelled() const {
  return state_ != nullptr && state_->stream->IsCancelled(state_->command);
}

Result<bool> Event::HasFinished() const {
  return state_ != nullptr ? state_->stream->HasFinished(state_->command) : Result<bool>(true);
}

Status Event::OnFinished(std::function<void(const Status&)> callback) const {
  if (state_ == nullptr) return Fail(EmptyHandle("event"));
  if (!callback) return Fail(ErrorCode::kInvalidArgument, "there is no function to call");
  return state_->stream->CallWhenFinished(state_->command, std::move(callback));
}

Result<GpuTimes> Event::Times() const {
  if (state_ == nullptr) return Fail(EmptyHandle("event"));
  return Noted(TelemetryOf(state_->stream), state_->stream->Times(state_->command));
}

Result<std::uint64_t> Event::GpuNanoseconds() const {
  KILN_ASSIGN_OR_RETURN(const GpuTimes times, Times());
  return times.end - times.begin;
}

Result<Event> Stream::Launch(const Kernel& kernel, const NdRange& range, std::span<const ArgumentValue> arguments) {
  if (state_ == nullptr) return Fail(EmptyHandle("stream"));
  if (!kernel) return Fail(EmptyHandle("kernel"));
  return MakeEvent(state_, state_->Launch(kernel.state(), range, arguments));
}

Result<Event> Stream::Copy(const Buffer& source, std::uint64_t source_offset, const Buffer& destination,
                           std::uint64_t destination_offset, std::uint64_t bytes) {
  if (state_ == nullptr) return Fail(EmptyHandle("stream"));
  KILN_RETURN_IF_ERROR(CheckCopy(source, source_offset, destination, destination_offset, bytes));
  if (bytes == 0) return Event();
  return MakeEvent(state_,
                   state_->Copy(*source.state(), source_offset, *destination.state(), destination_offset, bytes));
}

Result<Event> Stream::Fill(const Buffer& buffer, std::uint32_t pattern, std::uint64_t offset, std::uint64_t bytes) {
  if (state_ == nullptr) return Fail(EmptyHandle("stream"));
  KILN_RETURN_IF_ERROR(CheckFill(buffer, offset, bytes));
  if (bytes == 0) return Event();
  return MakeEvent(state_, state_->Fill(*buffer.state(), pattern, offset, PaddedFill(bytes)));
}

Result<Event> Stream::Replay(const Graph& graph) {
  if (state_ == nullptr) return Fail(EmptyHandle("stream"));
  if (!graph) return Fail(EmptyHandle("graph"));
  return MakeEvent(state_, state_->Replay(*graph.state()));
}

Status Stream::RunAfter(const Event& event) {
  if (state_ == nullptr) return Fail(EmptyHandle("stream"));
  if (event.state() == nullptr) return {};  // of a copy of nothing
  StreamState& other = *event.state()->stream;
  if (&other.device() != &state_->device()) {
    return Fail(ErrorCode::kInvalidArgument, "a stream cannot run after an event of another device");
  }
  return state_->RunAfter(other, event.state()->command);
}

Result<TimeStatistics> Stream::Profile(const Kernel& kernel, const NdRange& range, std::size_t count,
                                       std::span<const ArgumentValue> arguments) {
  if (count == 0) return Fail(ErrorCode::kInvalidArgument, "a profile of no launches");
  KILN_ASSIGN_OR_RETURN(const Event first, Launch(kernel, range, arguments));
  std::vector<Event> events;
  for (std::size_t i = 0; i < count; ++i) {
    KILN_ASSIGN_OR_RETURN(events.emplace_back(), Launch(kernel, range, arguments));
  }
  std::vector<std::uint64_t> nanoseconds;
  for (const Event& event : events) {
    KILN_ASSIGN_OR_RETURN(nanoseconds.emplace_back(), event.GpuNanoseconds());
  }
  return Summarize(std::move(nanoseconds));
}

Result<std::size_t> Stream::Cancel() {
  return state_ != nullptr ? state_->Cancel() : Result<std::size_t>(Fail(EmptyHandle("stream")));
}

std::vector<std::string> Stream::History() const {
  return state_ != nullptr ? state_->History() : std::vector<std::string>();
}

Status Stream::Flush() {
  if (state_ == nullptr) return Fail(EmptyHandle("stream"));
  return Noted(TelemetryOf(state_), state_->Flush());
}

Status Stream::Synchronize() {
  return state_ != nullptr ? Synchronize(state_->device().timeout()) : Status(Fail(EmptyHandle("stream")));
}

Status Stream::Synchronize(std::chrono::nanoseconds timeout) {
  if (state_ == nullptr) return Fail(EmptyHandle("stream"));
  return Noted(TelemetryOf(state_), state_->Synchronize(timeout));
}

}  // namespace kiln::runtime
