// What a user asks of the telemetry, in words and names of files: by the environment, a configuration or options.
#ifndef KILN_TELEMETRY_SETTINGS_H_
#define KILN_TELEMETRY_SETTINGS_H_

#include <chrono>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/telemetry/telemetry.h"

namespace kiln::telemetry {

struct TelemetrySettings {
  std::string events;    // file of JSON lines; empty: none. "%p" is the number of the process
  std::string trace;     // file of a trace
  std::string endpoint;  // "9464", "0.0.0.0:9464": for programs that link Kiln::metrics_endpoint
  std::chrono::nanoseconds slow = {};
  std::vector<AlertRule> alerts = {};
  std::chrono::nanoseconds alert_interval = std::chrono::seconds(1);

  // Whether anything is asked for.
  bool IsEmpty() const;
};

// Puts what the environment says in the place of what is there: KILN_TELEMETRY, KILN_TRACE, KILN_METRICS_PORT,
// KILN_SLOW. kInvalidArgument.
Status ReadEnvironment(TelemetrySettings& settings);

// The process's own, made at the first call that asks for anything, by what that asks for; the endpoint is not its
// business. Null before that. Closed when the process ends. kIo, kInvalidArgument: none is made.
Result<std::shared_ptr<Telemetry>> TelemetryOfProcess(const TelemetrySettings& settings);

// Opens the files. kIo, kInvalidArgument.
Result<TelemetryOptions> OptionsFor(const TelemetrySettings& settings);

}  // namespace kiln::telemetry

#endif  // KILN_TELEMETRY_SETTINGS_H_
