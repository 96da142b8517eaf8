// What one open device tells the telemetry of its program.
#ifndef KILN_RUNTIME_DEVICE_DEVICE_TELEMETRY_H_
#define KILN_RUNTIME_DEVICE_DEVICE_TELEMETRY_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "kiln/base/result.h"
#include "kiln/telemetry/telemetry.h"

namespace kiln::runtime {

// A command of a batch, noted when it is recorded.
struct CommandNote {
  telemetry::EventKind kind = telemetry::EventKind::kLaunch;
  telemetry::KernelMetrics* kernel = nullptr;  // of a launch
  std::uint64_t size = 0;                      // its work-items; bytes of a copy, a fill
};

class DeviceTelemetry {
 public:
  DeviceTelemetry(std::shared_ptr<telemetry::Telemetry> program, std::string_view device)
      : program_(std::move(program)), metrics_(program_->recorder().OpenDevice(device)) {}
  ~DeviceTelemetry() { recorder().CloseDevice(metrics_); }
  DeviceTelemetry(const DeviceTelemetry&) = delete;
  DeviceTelemetry& operator=(const DeviceTelemetry&) = delete;

  telemetry::DeviceMetrics& metrics() { return metrics_; }
  telemetry::Recorder& recorder() { return program_->recorder(); }
  std::uint32_t NextStream() { return ++streams_; }

  // What the device has finished, under its recording mutex.
  struct FinishedBatch {
    std::span<const CommandNote> commands;
    bool is_compilation = false;
    std::uint32_t stream = 0;
    std::uint64_t submitted = 0, seen = 0;  // by the host
    std::span<const std::uint64_t> ticks;   // two for each command; empty without timing
    double tick_nanoseconds = 0;
    std::uint64_t tick_mask = 0;  // of the bits that count
  };
  void NoteFinished(const FinishedBatch& batch);
  // The host wrote or read a buffer or image.
  void NoteTransfer(bool is_write, std::uint64_t bytes, std::uint64_t begin);
  void NoteCompilation(telemetry::KernelMetrics* kernel, std::uint64_t begin, std::uint64_t end);
  void NoteError(const Error& error) { recorder().NoteError(error.code(), metrics_.name, error.ToString()); }

 private:
  // The host's time of a time of the device: the host sees the end of a command after it.
  std::uint64_t HostTime(std::uint64_t device_time) const { return device_time + offset_; }

  const std::shared_ptr<telemetry::Telemetry> program_;
  telemetry::DeviceMetrics& metrics_;
  std::atomic<std::uint32_t> streams_{0};
  // Guarded by the recording mutex. The difference of the clocks, modulo 2^64, as near as it has been seen.
  bool has_offset_ = false;
  std::uint64_t offset_ = 0;
};

// Counts it when an operation has failed. `telemetry` may be null.
template <typename R>
R Noted(DeviceTelemetry* telemetry, R result) {
  if (telemetry != nullptr && !result) telemetry->NoteError(result.error());
  return result;
}

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_DEVICE_DEVICE_TELEMETRY_H_
