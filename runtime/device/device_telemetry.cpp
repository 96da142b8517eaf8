#include "runtime/device/device_telemetry.h"

#include <vector>

namespace kiln::runtime {

using telemetry::Event;
using telemetry::EventKind;

void DeviceTelemetry::NoteFinished(const FinishedBatch& batch) {
  const std::uint64_t latency = batch.seen - batch.submitted;
  if (batch.is_compilation) {
    telemetry::KernelMetrics* const kernel = batch.commands.empty() ? nullptr : batch.commands.front().kernel;
    return NoteCompilation(kernel, batch.submitted, batch.seen);
  }
  const bool is_timed = batch.ticks.size() >= 2 * batch.commands.size() && !batch.ticks.empty();
  const auto nanoseconds = [&](std::uint64_t ticks) {
    return static_cast<std::uint64_t>(static_cast<long double>(ticks & batch.tick_mask) * batch.tick_nanoseconds);
  };
  std::uint64_t launches = 0;
  for (std::size_t i = 0; i < batch.commands.size(); ++i) {
    const CommandNote& command = batch.commands[i];
    metrics_.commands[static_cast<std::size_t>(command.kind)].AddExclusively();
    if (command.kind == EventKind::kLaunch) {
      ++launches;
      command.kernel->launches.AddExclusively();
      if (is_timed) {
        command.kernel->device_time.ObserveExclusively(nanoseconds(batch.ticks[2 * i + 1] - batch.ticks[2 * i]));
      }
    } else if (command.kind == EventKind::kCopy) {
      metrics_.copied_bytes.AddExclusively(command.size);
    } else if (command.kind == EventKind::kFill) {
      metrics_.filled_bytes.AddExclusively(command.size);
    }
  }
  if (launches != 0) metrics_.latency.ObserveExclusively(latency, launches);
  if (!recorder().Wants(latency)) return;

  if (is_timed) {
    // The nearer the host looked after the end, the better it knows.
    const std::uint64_t offset = batch.seen - nanoseconds(batch.ticks[2 * batch.commands.size() - 1]);
    if (!has_offset_ || static_cast<std::int64_t>(offset - offset_) < 0) offset_ = offset;
    has_offset_ = true;
  }
  std::vector<Event> events;
  events.reserve(batch.commands.size() + 1);
  Event& whole = events.emplace_back();
  whole.kind = EventKind::kSubmission;
  whole.is_timed = is_timed;
  whole.stream = batch.stream;
  whole.begin = batch.submitted;
  whole.duration = latency;
  whole.items = batch.commands.size();
  whole.device = metrics_.name;
  for (std::size_t i = 0; i < batch.commands.size(); ++i) {
    const CommandNote& command = batch.commands[i];
    Event& event = events.emplace_back();
    event.kind = command.kind;
    event.is_timed = is_timed;
    event.stream = batch.stream;
    event.begin = is_timed ? HostTime(nanoseconds(batch.ticks[2 * i])) : batch.submitted;
    event.duration = is_timed ? nanoseconds(batch.ticks[2 * i + 1] - batch.ticks[2 * i]) : 0;
    (command.kind == EventKind::kLaunch ? event.items : event.bytes) = command.size;
    event.device = metrics_.name;
    if (command.kernel != nullptr) event.name = command.kernel->name;
  }
  recorder().Note(std::move(events));
}

void DeviceTelemetry::NoteTransfer(bool is_write, std::uint64_t bytes, std::uint64_t begin) {
  const std::uint64_t duration = telemetry::Now() - begin;
  (is_write ? metrics_.written_bytes : metrics_.read_bytes).Add(bytes);
  metrics_.transfers.Observe(duration);
  if (!recorder().Wants(duration)) return;
  Event event;
  event.kind = is_write ? EventKind::kWrite : EventKind::kRead;
  event.thread = telemetry::ThreadNumber();
  event.begin = begin;
  event.duration = duration;
  event.bytes = bytes;
  event.device = metrics_.name;
  recorder().Note(std::move(event));
}

void DeviceTelemetry::NoteCompilation(telemetry::KernelMetrics* kernel, std::uint64_t begin, std::uint64_t end) {
  metrics_.compilations.Observe(end - begin);
  if (!recorder().Wants(end - begin)) return;
  Event event;
  event.kind = EventKind::kCompile;
  event.thread = telemetry::ThreadNumber();
  event.begin = begin;
  event.duration = end - begin;
  event.device = metrics_.name;
  if (kernel != nullptr) event.name = kernel->name;
  recorder().Note(std::move(event));
}

}  // namespace kiln::runtime
