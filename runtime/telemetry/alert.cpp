#include "kiln/telemetry/alert.h"

#include <fmt/format.h>

#include "kiln/base/nearest.h"

namespace kiln::telemetry {
namespace {

constexpr const char* kMeasures[] = {"value", "rate", "mean", "p50", "p95", "p99"};

bool Has(MetricType type, Measure measure) {
  switch (measure) {
    case Measure::kValue:
      return type != MetricType::kHistogram;
    case Measure::kRate:
      return type != MetricType::kGauge;
    default:
      return type == MetricType::kHistogram;
  }
}

}  // namespace

const char* MeasureName(Measure measure) {
  return kMeasures[static_cast<std::size_t>(measure)];
}

Result<Measure> ParseMeasure(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kMeasures); ++i) {
    if (name == kMeasures[i]) return static_cast<Measure>(i);
  }
  return Fail(ErrorCode::kInvalidArgument,
              fmt::format("'{}' is no measure; there is value, rate, mean, p50, p95, p99", name));
}

Status CheckRule(const AlertRule& rule) {
  if (rule.name.empty()) return Fail(ErrorCode::kInvalidArgument, "an alert without a name");
  std::vector<std::string_view> names;
  const std::vector<MetricDescription> metrics = DescribeMetrics();
  for (const MetricDescription& metric : metrics) {
    names.push_back(metric.name);
    if (rule.metric != metric.name) continue;
    if (Has(metric.type, rule.measure)) return {};
    constexpr const char* kPossible[] = {"a counter, which has value and rate", "a gauge, which has value",
                                         "a histogram, which has rate, mean, p50, p95 and p99"};
    return Fail(ErrorCode::kInvalidArgument,
                fmt::format("the alert '{}' is about the {} of {}: that is {}", rule.name, MeasureName(rule.measure),
                            rule.metric, kPossible[static_cast<std::size_t>(metric.type)]));
  }
  return Fail(ErrorCode::kInvalidArgument, fmt::format("the alert '{}': there is no metric '{}'{}", rule.name,
                                                       rule.metric, DidYouMean(rule.metric, names)));
}

std::string Describe(const Alert& alert) {
  const AlertRule& rule = alert.rule;
  return fmt::format("{}: the {} of {} is {:.6g}, {} {:.6g}", rule.name, MeasureName(rule.measure), rule.metric,
                     alert.value,
                     alert.is_firing ? rule.is_below ? "below" : "above"
                     : rule.is_below ? "no longer below"
                                     : "no longer above",
                     rule.threshold);
}

}  // namespace kiln::telemetry
