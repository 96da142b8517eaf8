#include "kiln/telemetry/settings.h"

#include <cstdlib>
#include <mutex>
#include <utility>

namespace kiln::telemetry {

bool TelemetrySettings::IsEmpty() const {
  return events.empty() && trace.empty() && endpoint.empty() && slow == std::chrono::nanoseconds(0) && alerts.empty();
}

Status ReadEnvironment(TelemetrySettings& settings) {
  const std::pair<const char*, std::string*> texts[] = {
      {"KILN_TELEMETRY", &settings.events}, {"KILN_TRACE", &settings.trace}, {"KILN_METRICS_PORT", &settings.endpoint}};
  for (const auto& [name, setting] : texts) {
    if (const char* text = std::getenv(name); text != nullptr && *text != '\0') *setting = text;
  }
  if (const char* text = std::getenv("KILN_SLOW"); text != nullptr && *text != '\0') {
    auto threshold = ParseSeconds(text);
    if (!threshold) return Fail(std::move(threshold.error()).With("in the environment variable KILN_SLOW"));
    settings.slow = *threshold;
  }
  return {};
}

Result<TelemetryOptions> OptionsFor(const TelemetrySettings& settings) {
  TelemetryOptions options;
  for (const AlertRule& rule : settings.alerts) KILN_RETURN_IF_ERROR(CheckRule(rule));
  options.slow = settings.slow;
  options.alerts = settings.alerts;
  options.alert_interval = settings.alert_interval;
  if (!settings.events.empty()) {
    auto sink = OpenJsonLines(settings.events);
    if (!sink) return Fail(std::move(sink.error()).With("while opening the telemetry's file"));
    options.sinks.push_back(std::move(*sink));
  }
  if (!settings.trace.empty()) {
    auto sink = OpenTrace(settings.trace);
    if (!sink) return Fail(std::move(sink.error()).With("while opening the trace's file"));
    options.sinks.push_back(std::move(*sink));
  }
  return options;
}

Result<std::shared_ptr<Telemetry>> Telemetry::OfEnvironment() {
  TelemetrySettings settings;
  KILN_RETURN_IF_ERROR(ReadEnvironment(settings));
  return TelemetryOfProcess(settings);
}

Result<std::shared_ptr<Telemetry>> TelemetryOfProcess(const TelemetrySettings& settings) {
  static std::mutex mutex;
  static std::shared_ptr<Telemetry> telemetry;
  const std::lock_guard lock(mutex);
  if (telemetry != nullptr) return telemetry;
  TelemetrySettings asked = settings;
  asked.endpoint.clear();
  if (asked.IsEmpty()) return std::shared_ptr<Telemetry>();
  KILN_ASSIGN_OR_RETURN(TelemetryOptions options, OptionsFor(asked));
  KILN_ASSIGN_OR_RETURN(telemetry, Telemetry::Create(std::move(options)));
  return telemetry;
}

}  // namespace kiln::telemetry
