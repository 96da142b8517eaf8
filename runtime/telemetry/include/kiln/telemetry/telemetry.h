// What a program's devices do, counted and told.
#ifndef KILN_TELEMETRY_TELEMETRY_H_
#define KILN_TELEMETRY_TELEMETRY_H_

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/telemetry/alert.h"
#include "kiln/telemetry/event.h"
#include "kiln/telemetry/metrics.h"
#include "kiln/telemetry/recorder.h"
#include "kiln/telemetry/sink.h"

namespace kiln::telemetry {

struct TelemetryOptions {
  std::vector<std::shared_ptr<Sink>> sinks = {};
  // Operations that take at least so long are told to `on_slow`, else on standard error; 0: none is.
  std::chrono::nanoseconds slow = {};
  std::function<void(const Event&)> on_slow = {};
  // Looked at every `alert_interval`; without a handler, alerts are told on standard error.
  std::vector<AlertRule> alerts = {};
  AlertHandler on_alert = {};
  std::chrono::nanoseconds alert_interval = std::chrono::seconds(1);
};

// "0.5" seconds. kInvalidArgument: no positive number.
Result<std::chrono::nanoseconds> ParseSeconds(std::string_view text);

// For any number of devices: DeviceOptions::telemetry. Metrics are counted as things happen; events, if there are sinks
// or a threshold for slow operations, are handed to a thread of its own, which calls the functions above too. May be
// used from several threads.
class Telemetry {
 public:
  // kInvalidArgument for a wrong rule.
  static Result<std::shared_ptr<Telemetry>> Create(TelemetryOptions options = {});
  // The process's own, if the environment asks for one: KILN_TELEMETRY and KILN_TRACE name files for JSON lines and a
  // trace, KILN_SLOW is a threshold in seconds. Null if none is set. Closed when the process ends. kIo,
  // kInvalidArgument: as long as the environment stays so.
  static Result<std::shared_ptr<Telemetry>> OfEnvironment();

  ~Telemetry();  // Close
  Telemetry(const Telemetry&) = delete;
  Telemetry& operator=(const Telemetry&) = delete;

  Snapshot Collect() const;
  // Waits until the sinks have all events that were noted before.
  void Flush();
  // Flushes and closes the sinks: what went wrong with them since the beginning. Metrics go on. Once is enough.
  Status Close();

  Recorder& recorder() { return *recorder_; }

 private:
  class Worker;
  Telemetry();

  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<Worker> worker_;  // null: nobody wants events, there is no alert
};

}  // namespace kiln::telemetry

#endif  // KILN_TELEMETRY_TELEMETRY_H_
