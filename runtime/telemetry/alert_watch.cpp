#include "runtime/telemetry/alert_watch.h"

#include <algorithm>

namespace kiln::telemetry {
namespace {

struct Reading {
  double sum = 0, least = 0, most = 0;
  HistogramReading histogram;
  std::size_t samples = 0;
};

bool Matches(const MetricSample& sample, const Labels& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& label) {
    return std::find(sample.labels.begin(), sample.labels.end(), label) != sample.labels.end();
  });
}

Reading Read(const AlertRule& rule, const Snapshot& snapshot) {
  Reading reading;
  for (const MetricFamily& family : snapshot) {
    if (family.description.name != rule.metric) continue;
    for (const MetricSample& sample : family.samples) {
      if (!Matches(sample, rule.labels)) continue;
      reading.sum += sample.value;
      reading.least = reading.samples == 0 ? sample.value : std::min(reading.least, sample.value);
      reading.most = reading.samples == 0 ? sample.value : std::max(reading.most, sample.value);
      reading.histogram.Add(sample.histogram);
      ++reading.samples;
    }
  }
  return reading;
}

bool IsGauge(const std::string& metric) {
  const auto metrics = DescribeMetrics();
  return std::any_of(metrics.begin(), metrics.end(), [&](const MetricDescription& known) {
    return known.name == metric && known.type == MetricType::kGauge;
  });
}

}  // namespace

std::optional<double> Evaluate(const AlertRule& rule, const Snapshot& before, const Snapshot& now, double seconds) {
  const Reading new_reading = Read(rule, now);
  if (new_reading.samples == 0) return std::nullopt;
  if (rule.measure == Measure::kValue) {
    if (!IsGauge(rule.metric)) return new_reading.sum;
    return rule.is_below ? new_reading.least : new_reading.most;
  }
  const Reading old_reading = Read(rule, before);
  HistogramReading between = new_reading.histogram;
  between.Subtract(old_reading.histogram);
  const auto count = static_cast<double>(between.count());
  if (rule.measure == Measure::kRate) {
    if (seconds <= 0) return std::nullopt;
    return (new_reading.sum - old_reading.sum + count) / seconds;  // one of the two is zero
  }
  if (count == 0) return std::nullopt;
  switch (rule.measure) {
    case Measure::kMean:
      return static_cast<double>(between.sum) / count / 1e9;
    case Measure::kP50:
      return static_cast<double>(between.Quantile(0.5)) / 1e9;
    case Measure::kP95:
      return static_cast<double>(between.Quantile(0.95)) / 1e9;
    default:
      return static_cast<double>(between.Quantile(0.99)) / 1e9;
  }
}

AlertWatch::AlertWatch(std::vector<AlertRule> rules) {
  for (AlertRule& rule : rules) states_.push_back({std::move(rule), {}, false});
}

std::vector<Alert> AlertWatch::Look(Snapshot snapshot, std::uint64_t nanoseconds) {
  std::vector<Alert> alerts;
  if (before_) {
    const double seconds = static_cast<double>(nanoseconds - time_before_) / 1e9;
    for (State& state : states_) {
      const std::optional<double> value = Evaluate(state.rule, *before_, snapshot, seconds);
      const bool has_passed =
          value && (state.rule.is_below ? *value < state.rule.threshold : *value > state.rule.threshold);
      if (!has_passed) {
        state.passed_since.reset();
        if (std::exchange(state.is_firing, false)) alerts.push_back({state.rule, value.value_or(0), false});
        continue;
      }
      if (!state.passed_since) state.passed_since = nanoseconds;
      const auto held = static_cast<std::int64_t>(nanoseconds - *state.passed_since);
      if (held < state.rule.hold.count() || state.is_firing) continue;
      state.is_firing = true;
      alerts.push_back({state.rule, *value, true});
    }
  }
  before_ = std::move(snapshot);
  time_before_ = nanoseconds;
  return alerts;
}

}  // namespace kiln::telemetry
