#include "kiln/telemetry/metrics.h"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

namespace kiln::telemetry {

std::uint64_t HistogramReading::count() const {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::uint64_t HistogramReading::Quantile(double share) const {
  const std::uint64_t all = count();
  if (all == 0) return 0;
  const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(all)));
  std::uint64_t seen = 0;
  for (std::size_t bucket = 0; bucket < kTimeBuckets; ++bucket) {
    seen += counts[bucket];
    if (seen >= rank) return TimeBucketBound(bucket);
  }
  return TimeBucketBound(kTimeBuckets);  // longer than all bounds
}

void HistogramReading::Add(const HistogramReading& other) {
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
  sum += other.sum;
}

void HistogramReading::Subtract(const HistogramReading& earlier) {
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] -= earlier.counts[i];
  sum -= earlier.sum;
}

HistogramReading Histogram::Read() const {
  HistogramReading reading;
  for (std::size_t i = 0; i < counts_.size(); ++i) reading.counts[i] = counts_[i].value();
  reading.sum = sum_.value();
  return reading;
}

namespace {

// As Prometheus wants it between the quotes of a label.
std::string Escape(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\' || c == '"') escaped += '\\';
    if (c == '\n') {
      escaped += "\\n";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string Print(const Labels& labels, const std::string& last = {}) {
  std::string text;
  for (const auto& [name, value] : labels)
    text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, Escape(value));
  if (!last.empty()) text += (text.empty() ? "" : ",") + last;
  return text.empty() ? text : "{" + text + "}";
}

void Append(std::string& text, const char* name, const MetricSample& sample, MetricType type) {
  if (type != MetricType::kHistogram) {
    text += fmt::format("{}{} {}\n", name, Print(sample.labels), sample.value);
    return;
  }
  std::uint64_t count = 0;
  for (std::size_t bucket = 0; bucket < kTimeBuckets; ++bucket) {
    count += sample.histogram.counts[bucket];
    const double bound = static_cast<double>(TimeBucketBound(bucket)) / 1e9;
    text += fmt::format("{}_bucket{} {}\n", name, Print(sample.labels, fmt::format("le=\"{}\"", bound)), count);
  }
  count += sample.histogram.counts[kTimeBuckets];
  text += fmt::format("{}_bucket{} {}\n", name, Print(sample.labels, "le=\"+Inf\""), count);
  text += fmt::format("{}_sum{} {}\n", name, Print(sample.labels), static_cast<double>(sample.histogram.sum) / 1e9);
  text += fmt::format("{}_count{} {}\n", name, Print(sample.labels), count);
}

}  // namespace

std::string ToPrometheusText(const Snapshot& snapshot) {
  constexpr const char* kTypes[] = {"counter", "gauge", "histogram"};
  std::string text;
  for (const MetricFamily& family : snapshot) {
    if (family.samples.empty()) continue;
    const MetricDescription& description = family.description;
    text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", description.name, description.help, description.name,
                        kTypes[static_cast<std::size_t>(description.type)]);
    for (const MetricSample& sample : family.samples) Append(text, description.name, sample, description.type);
  }
  return text;
}

}  // namespace kiln::telemetry
