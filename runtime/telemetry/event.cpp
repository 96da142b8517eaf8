#include "kiln/telemetry/event.h"

#include <fmt/format.h>

#include <atomic>

namespace kiln::telemetry {

const char* EventKindName(EventKind kind) {
  constexpr const char* kNames[kEventKinds] = {"launch",   "copy",     "fill",    "replay",    "submission",
                                               "write",    "read",     "compile", "translate", "error",
                                               "recovery", "pressure", "alert"};
  return kNames[static_cast<std::size_t>(kind)];
}

const char* RecoveryActionName(RecoveryAction action) {
  constexpr const char* kNames[kRecoveryActions] = {"retry", "trim", "reduce", "rebuild", "fallback", "give-up"};
  return kNames[static_cast<std::size_t>(action)];
}

std::uint32_t ThreadNumber() {
  static std::atomic<std::uint32_t> last{0};
  thread_local const std::uint32_t number = last.fetch_add(1, std::memory_order_relaxed) + 1;
  return number;
}

bool IsSlow(const Event& event, std::uint64_t threshold) {
  return event.duration >= threshold && (event.kind != EventKind::kSubmission || !event.is_timed);
}

std::string Describe(const Event& event) {
  std::string text = EventKindName(event.kind);
  switch (event.kind) {
    case EventKind::kLaunch:
    case EventKind::kCompile:
      text += fmt::format(" of '{}'", event.name);
      break;
    case EventKind::kSubmission:
      text += fmt::format(" of {} {}", event.items, event.items == 1 ? "command" : "commands");
      break;
    case EventKind::kCopy:
    case EventKind::kFill:
    case EventKind::kWrite:
    case EventKind::kRead:
      text += fmt::format(" of {} bytes", event.bytes);
      break;
    default:
      if (!event.name.empty()) text += fmt::format(" '{}'", event.name);
      break;
  }
  if (!event.device.empty()) text += fmt::format(" on '{}'", event.device);
  if (event.duration != 0) text += fmt::format(" took {:.6g} ms", static_cast<double>(event.duration) / 1e6);
  if (!event.detail.empty()) text += ": " + event.detail;
  return text;
}

}  // namespace kiln::telemetry
