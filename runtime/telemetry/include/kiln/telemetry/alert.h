// Thresholds that a program is told about.
#ifndef KILN_TELEMETRY_ALERT_H_
#define KILN_TELEMETRY_ALERT_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "kiln/base/result.h"
#include "kiln/telemetry/metrics.h"

namespace kiln::telemetry {

enum class Measure : std::uint8_t {
  kValue,  // of a gauge: the largest of all samples; of a counter: the sum
  kRate,   // by how much a counter, or the count of a histogram, grows in a second
  kMean,   // seconds, of what a histogram got since the last look
  kP50,
  kP95,
  kP99,
};
// "value", "rate", "mean", "p50", "p95", "p99". kInvalidArgument lists them.
const char* MeasureName(Measure measure);
Result<Measure> ParseMeasure(std::string_view name);

struct AlertRule {
  std::string name;
  std::string metric;  // of DescribeMetrics
  Measure measure = Measure::kValue;
  Labels labels = {};  // only samples with these
  double threshold = 0;
  bool is_below = false;  // fires below the threshold, not above it
  // For so long the threshold must be passed.
  std::chrono::nanoseconds hold = {};
};
// kInvalidArgument: no such metric (the message names the nearest), or a measure that it does not have.
Status CheckRule(const AlertRule& rule);

struct Alert {
  const AlertRule& rule;
  double value = 0;
  bool is_firing = false;  // false: it has ended
};
// Comes from the thread of the telemetry.
using AlertHandler = std::function<void(const Alert&)>;

// "errors: the rate of kiln_errors_total is 3.5, above 1"
std::string Describe(const Alert& alert);

}  // namespace kiln::telemetry

#endif  // KILN_TELEMETRY_ALERT_H_
