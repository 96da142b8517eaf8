// What happened: the one schema that every sink gets.
#ifndef KILN_TELEMETRY_EVENT_H_
#define KILN_TELEMETRY_EVENT_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kiln::telemetry {

enum class EventKind : std::uint8_t {
  kLaunch,      // commands, on a stream
  kCopy,        //
  kFill,        //
  kReplay,      // of a graph
  kSubmission,  // what a stream handed over at once: from then until the host saw that it had finished
  kWrite,       // the host writes a buffer or image
  kRead,        //
  kCompile,     // the driver compiles a kernel
  kTranslate,   // a source becomes a module
  kError,       // an operation that was asked for failed
  kRecovery,    // something was done about a failure: `name` is a RecoveryAction
  kPressure,    // the memory pressure changed: `name` is the level
  kAlert,       // an alert began or ended: `name` is the rule's
};
inline constexpr std::size_t kEventKinds = 13;
// "launch", "copy", ...
const char* EventKindName(EventKind kind);

// What is done about failures.
enum class RecoveryAction : std::uint8_t { kRetry, kTrim, kReduce, kRebuild, kFallback, kGiveUp };
inline constexpr std::size_t kRecoveryActions = 6;
// "retry", "trim", "reduce", "rebuild", "fallback", "give-up"
const char* RecoveryActionName(RecoveryAction action);

struct Event {
  EventKind kind = EventKind::kLaunch;
  // Of a command: begin and duration are by the device's clock, laid beside the host's; otherwise it begins with its
  // submission, and has no duration. Of a submission: its commands are.
  bool is_timed = false;
  std::uint32_t thread = 0;  // of the host, counted from 1; 0 for commands
  std::uint32_t stream = 0;  // of the device, counted from 1; 0: none
  std::uint64_t begin = 0;   // nanoseconds of the steady clock
  std::uint64_t duration = 0;
  std::uint64_t bytes = 0;       // that were copied, filled, written, read
  std::uint64_t items = 0;       // work-items of a launch, commands of a submission
  std::string_view device = {};  // both live as long as the Telemetry
  std::string_view name = {};    // of the kernel, for launches and compilations; see the kinds
  std::string detail = {};       // of an error, a recovery, an alert: a sentence
};

// Whether it took so long; a submission whose commands have times does not count, they do.
bool IsSlow(const Event& event, std::uint64_t threshold);

// "launch of 'saxpy' on 'llvmpipe' took 12.5 ms": one line for people.
std::string Describe(const Event& event);

// Of the steady clock.
inline std::uint64_t Now() {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
          .count());
}
// The calling thread's, counted from 1.
std::uint32_t ThreadNumber();

}  // namespace kiln::telemetry

#endif  // KILN_TELEMETRY_EVENT_H_
