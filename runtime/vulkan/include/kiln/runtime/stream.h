// Commands in order.
#ifndef KILN_RUNTIME_STREAM_H_
#define KILN_RUNTIME_STREAM_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "kiln/runtime/buffer.h"
#include "kiln/runtime/graph.h"
#include "kiln/runtime/kernel.h"
#include "kiln/runtime/nd_range.h"
#include "kiln/runtime/time_statistics.h"

namespace kiln::runtime {

// As long as it takes.
inline constexpr std::chrono::nanoseconds kNoTimeout = std::chrono::nanoseconds::max();

struct EventState;
class StreamState;

// When the device began and ended a command, in nanoseconds by its own clock: of two events of one device the
// difference is the time between them.
struct GpuTimes {
  std::uint64_t begin = 0, end = 0;
};

// One issued command. Copies share it. May be used from several threads.
class Event {
 public:
  Event() = default;
  explicit Event(std::shared_ptr<EventState> state) : state_(std::move(state)) {}

  // Blocks until the command has finished: kTimeout when the device takes longer than DeviceOptions::timeout or
  // `timeout`, kDeviceLost, kOperationFailed when it was cancelled. After kTimeout the command goes on, and can be
  // waited for again.
  Status Wait() const;
  Status Wait(std::chrono::nanoseconds timeout) const;
  // Whether Stream::Cancel has forgotten it.
  bool IsCancelled() const;
  // Whether it has finished. Never blocks, and does not hand gathered commands to the device; errors as those of Wait.
  Result<bool> HasFinished() const;

  // Calls the function once, when the command has finished, with what Wait would return; also when that is the case
  // already. It comes from a thread of the stream that calls one function after the other, so it should be short; it
  // may use the runtime, and own handles, the last of the stream too. The gathered commands are handed to the device.
  Status OnFinished(std::function<void(const Status&)> callback) const;

  // Waits, then the time the command took on the device, in nanoseconds, by the device's own clock. kUnsupported when
  // the device has no timestamps, or the stream was made with timing = false.
  Result<std::uint64_t> GpuNanoseconds() const;
  // Waits, then when it began and ended.
  Result<GpuTimes> Times() const;

  const std::shared_ptr<EventState>& state() const { return state_; }

 private:
  std::shared_ptr<EventState> state_;
};

// What the work-items of one launch printed, in the order in which their calls came.
struct PrintedText {
  std::string kernel;
  std::string text;
  std::uint64_t dropped = 0;  // calls of printf that found the buffer full
  std::string damage;         // not empty: the kernel wrote over the buffer, and why nothing of it can be read
};
// Gets what each launch printed when it has finished, in the order of the launches, from within a call that waits for
// the stream or issues a command to it, or on the thread of Event::OnFinished; one call for a stream at a time.
using PrintfHandler = std::function<void(const PrintedText&)>;

// Of streams that are busy at the same time. A device with three queues or more has queues for each priority, and its
// driver decides what that means; on a device with one queue (lavapipe), what streams of higher priority have gathered
// is handed over first.
enum class StreamPriority : std::uint8_t { kLow, kNormal, kHigh };

struct StreamOptions {
  StreamPriority priority = StreamPriority::kNormal;
  // Take two timestamps for each command. They keep commands that share no buffer from overlapping.
  bool timing = true;
  // Absent: that of the device; without that one, text goes to standard output and what is wrong to standard error.
  PrintfHandler on_printf = {};
  // How many of the last commands an error of the device names, and Stream::History.
  std::uint32_t history = 16;
};

// A queue of commands. Commands that touch the same buffer run in the order in which they were issued, also across the
// streams of one device; commands that share none may overlap. Commands are gathered and handed to the device by Flush,
// Synchronize, Event::Wait, Buffer::Read and Buffer::Write, or when many have gathered. Copies of the handle share the
// stream. May be used from several threads. Destroying the last handle does not cancel what was issued, but waits for
// it.
class Stream {
 public:
  Stream() = default;
  explicit Stream(std::shared_ptr<StreamState> state) : state_(std::move(state)) {}

  // Runs `kernel` once for each work-item. kInvalidArgument names the argument, and expected and given kind and size,
  // or the device limit that a size exceeds; nothing runs then.
  Result<Event> Launch(const Kernel& kernel, const NdRange& range, std::span<const ArgumentValue> arguments);
  template <typename... Arguments>
    requires(sizeof...(Arguments) != 1 || (!std::is_convertible_v<Arguments, std::span<const ArgumentValue>> && ...))
  Result<Event> Launch(const Kernel& kernel, const NdRange& range, const Arguments&... arguments) {
    const std::array<ArgumentValue, sizeof...(Arguments)> values = {ArgumentValue(arguments)...};
    return Launch(kernel, range, std::span<const ArgumentValue>(values));
  }

  // Copies `bytes` bytes; the ranges must not overlap.
  Result<Event> Copy(const Buffer& source, std::uint64_t source_offset, const Buffer& destination,
                     std::uint64_t destination_offset, std::uint64_t bytes);
  // Fills with a repeated 32-bit pattern. `offset` is a multiple of 4; `bytes` too, unless the range ends the buffer.
  Result<Event> Fill(const Buffer& buffer, std::uint32_t pattern, std::uint64_t offset, std::uint64_t bytes);
  Result<Event> Fill(const Buffer& buffer, std::uint32_t pattern) { return Fill(buffer, pattern, 0, buffer.size()); }

  // Runs the graph as it is now, as one command: its event's times are those of the whole. Errors as those of
  // Graph::Levels, and what recording it needs.
  Result<Event> Replay(const Graph& graph);

  // Commands that are issued from now on run after that one, of a stream of the same device: for an order that no
  // shared buffer gives. Hands the gathered commands of both streams to the device, which does the waiting.
  // kOperationFailed for a command that was cancelled.
  Status RunAfter(const Event& event);

  // Launches `count` times, after one launch that does not count, waits, and tells how the times on the device spread.
  // kUnsupported as for Event::GpuNanoseconds.
  Result<TimeStatistics> Profile(const Kernel& kernel, const NdRange& range, std::size_t count,
                                 std::span<const ArgumentValue> arguments);
  template <typename... Arguments>
    requires(sizeof...(Arguments) != 1 || (!std::is_convertible_v<Arguments, std::span<const ArgumentValue>> && ...))
  Result<TimeStatistics> Profile(const Kernel& kernel, const NdRange& range, std::size_t count,
                                 const Arguments&... arguments) {
    const std::array<ArgumentValue, sizeof...(Arguments)> values = {ArgumentValue(arguments)...};
    return Profile(kernel, range, count, std::span<const ArgumentValue>(values));
  }

  // The last commands that were issued, the oldest first: "#7 launch of 'saxpy', 1000 x 1 x 1 in groups of 250 x 1 x
  // 1".
  std::vector<std::string> History() const;

  // Hands the gathered commands to the device without waiting.
  Status Flush();
  // Forgets the gathered commands, those of all threads, that have not been handed to the device: they never run, and
  // their events tell it. How many they were. The stream can be used as before.
  Result<std::size_t> Cancel();
  // Flushes and waits for everything issued on this stream; errors as those of Event::Wait.
  Status Synchronize();
  Status Synchronize(std::chrono::nanoseconds timeout);

 private:
  std::shared_ptr<StreamState> state_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_STREAM_H_
