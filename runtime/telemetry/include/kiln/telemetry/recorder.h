// For those who have something to tell: the runtime, the command.
#ifndef KILN_TELEMETRY_RECORDER_H_
#define KILN_TELEMETRY_RECORDER_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/error.h"
#include "kiln/telemetry/event.h"
#include "kiln/telemetry/metrics.h"

namespace kiln::telemetry {

inline constexpr std::size_t kErrorCodes = static_cast<std::size_t>(ErrorCode::kInternal) + 1;

struct KernelMetrics {
  std::string name;
  Counter launches;
  Histogram device_time;  // of launches in streams with timing
};

// What others count anyway, read when someone looks.
struct DeviceReadings {
  struct Pool {
    const char* name = "";
    std::uint64_t hits = 0, misses = 0;
  };
  struct Heap {
    bool is_device_local = false;
    std::uint64_t size = 0, budget = 0, usage = 0;
  };
  std::vector<Pool> pools = {};
  std::vector<Heap> heaps = {};
  std::uint64_t live_bytes = 0, idle_bytes = 0, reserved_bytes = 0, peak_bytes = 0;
  double used_share = 0;  // of the fullest heap, or the quota
  int pressure = 0;       // 0 to 3
};

// Of one open device. "Exclusively": under its recording mutex.
class DeviceMetrics {
 public:
  static constexpr std::size_t kCommandKinds = 4;  // EventKind kLaunch to kReplay
  // Programs that make kernels without end have the rest counted as one.
  static constexpr std::size_t kMostKernels = 500;

  explicit DeviceMetrics(std::string_view name) : name(name) {}
  // Lives as long as this. From any thread.
  KernelMetrics& Kernel(std::string_view kernel);
  std::vector<const KernelMetrics*> Kernels() const;

  const std::string_view name;
  std::array<Counter, kCommandKinds> commands;  // finished; exclusively
  Histogram latency;                            // of launches: submission until seen; exclusively
  Counter copied_bytes, filled_bytes;           // exclusively
  Counter written_bytes, read_bytes;
  Histogram transfers;  // write or read by the host
  Histogram compilations;
  Counter stored_pipeline_hits, stored_pipeline_misses;

 private:
  friend class Recorder;
  mutable std::mutex mutex_;
  std::deque<KernelMetrics> kernels_;
  std::map<std::string_view, KernelMetrics*> by_name_;
  // Guarded by the recorder.
  bool is_open_ = false;
  std::function<DeviceReadings()> read_;
  std::map<std::string_view, DeviceReadings::Pool> closed_pools_;  // what the pools of closed devices counted
};

// From any thread.
class Recorder {
 public:
  // Somebody wants events at all.
  bool wants_events() const { return wants_events_; }
  // Of an operation that took so long.
  bool Wants(std::uint64_t nanoseconds) const { return wants_events_ || nanoseconds >= slow_; }

  // Counted for the device's name until CloseDevice. `read` is called from any thread until it is set to another or
  // none, or the device is closed, and must not lead back here.
  DeviceMetrics& OpenDevice(std::string_view name);
  void SetReadings(DeviceMetrics& device, std::function<DeviceReadings()> read);
  void CloseDevice(DeviceMetrics& device);

  // Hands events to the sinks, and to who wants slow ones.
  void Note(std::vector<Event> events);
  void Note(Event event);
  // Counts, and notes it. `device` may be empty.
  void NoteError(ErrorCode code, std::string_view device, std::string detail);
  void NoteRecovery(RecoveryAction action, std::string_view device, std::string detail);
  void NoteTranslation(std::string_view file, std::uint64_t begin, std::uint64_t duration);
  // A launch that took so long until now on a processor in the place of a device.
  void NoteHostLaunch(std::string_view device, std::string_view kernel, std::uint64_t duration);
  void NotePressure(std::string_view device, std::string_view level);
  void NoteAlert(std::string_view name, std::string sentence, bool is_firing);
  void CountTranslationCache(bool is_hit) { (is_hit ? translation_hits_ : translation_misses_).Add(); }

  // The same text, living as long as this.
  std::string_view Keep(std::string_view text);

 private:
  static void StopReading(DeviceMetrics& device);
  friend class Telemetry;
  Snapshot Collect() const;

  bool wants_events_ = false;
  std::uint64_t slow_ = ~std::uint64_t{0};
  std::function<bool(std::vector<Event>&&)> hand_on_;  // to the thread, if there is one; false: it has no room

  mutable std::mutex devices_mutex_;
  std::deque<DeviceMetrics> devices_;
  std::mutex names_mutex_;
  std::set<std::string, std::less<>> names_;

  std::array<Counter, kErrorCodes> errors_;
  std::array<Counter, kRecoveryActions> recoveries_;
  Counter alerts_, slow_operations_, dropped_events_;
  Counter translation_hits_, translation_misses_;
  Histogram translations_;
};

}  // namespace kiln::telemetry

#endif  // KILN_TELEMETRY_RECORDER_H_
