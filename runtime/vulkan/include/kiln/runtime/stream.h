// Commands in order.
#ifndef KILN_RUNTIME_STREAM_H_
#define KILN_RUNTIME_STREAM_H_

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include "kiln/runtime/buffer.h"
#include "kiln/runtime/kernel.h"
#include "kiln/runtime/nd_range.h"

namespace kiln::runtime {

// As long as it takes.
inline constexpr std::chrono::nanoseconds kNoTimeout = std::chrono::nanoseconds::max();

struct EventState;
class StreamState;

// One issued command. Copies share it.
class Event {
 public:
  Event() = default;
  explicit Event(std::shared_ptr<EventState> state) : state_(std::move(state)) {}

  // Blocks until the command has finished: kTimeout when the device takes longer than DeviceOptions::timeout or
  // `timeout`, kDeviceLost. After kTimeout the command goes on, and can be waited for again.
  Status Wait() const;
  Status Wait(std::chrono::nanoseconds timeout) const;
  // Waits, then the time the command took on the device, in nanoseconds, by the device's own clock. kUnsupported when
  // the device has no timestamps, or the stream was made with timing = false.
  Result<std::uint64_t> GpuNanoseconds() const;

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
// the stream or issues a command to it; one call for a stream at a time.
using PrintfHandler = std::function<void(const PrintedText&)>;

struct StreamOptions {
  // Take two timestamps for each command. They keep commands that share no buffer from overlapping.
  bool timing = true;
  // Absent: that of the device; without that one, text goes to standard output and what is wrong to standard error.
  PrintfHandler on_printf = {};
};

// A queue of commands. Commands that touch the same buffer run in the order in which they were issued, also across the
// streams of one device; commands that share none may overlap. Commands are gathered and handed to the device by Flush,
// Synchronize, Event::Wait, Buffer::Read and Buffer::Write, or when many have gathered. Copies of the handle share the
// stream. May be used from several threads. Destroying the last handle does not cancel what was issued.
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

  // Hands the gathered commands to the device without waiting.
  Status Flush();
  // Flushes and waits for everything issued on this stream; errors as those of Event::Wait.
  Status Synchronize();
  Status Synchronize(std::chrono::nanoseconds timeout);

 private:
  std::shared_ptr<StreamState> state_;
};

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_STREAM_H_
