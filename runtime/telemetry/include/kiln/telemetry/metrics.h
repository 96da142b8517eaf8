// What is counted while a program runs, and a reading of all of it.
#ifndef KILN_TELEMETRY_METRICS_H_
#define KILN_TELEMETRY_METRICS_H_

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiln::telemetry {

class Counter {
 public:
  void Add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  // For callers that exclude each other by a lock: a fifth of the price.
  void AddExclusively(std::uint64_t count = 1) {
    value_.store(value_.load(std::memory_order_relaxed) + count, std::memory_order_relaxed);
  }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

// Times, in buckets whose bounds double from 1 us to 33.6 s; longer ones have a bucket of their own.
inline constexpr std::size_t kTimeBuckets = 26;
constexpr std::uint64_t TimeBucketBound(std::size_t bucket) {
  return std::uint64_t{1000} << bucket;
}  // nanoseconds

struct HistogramReading {
  std::array<std::uint64_t, kTimeBuckets + 1> counts = {};  // of each bucket alone
  std::uint64_t sum = 0;                                    // nanoseconds

  std::uint64_t count() const;
  // An upper bound of the value that this share of the values does not exceed, in nanoseconds; 0 without values.
  std::uint64_t Quantile(double share) const;
  void Add(const HistogramReading& other);
  // Of an earlier reading of the same histogram.
  void Subtract(const HistogramReading& earlier);
};

class Histogram {
 public:
  void Observe(std::uint64_t nanoseconds, std::uint64_t times = 1) {
    counts_[BucketOf(nanoseconds)].Add(times);
    sum_.Add(nanoseconds * times);
  }
  void ObserveExclusively(std::uint64_t nanoseconds, std::uint64_t times = 1) {
    counts_[BucketOf(nanoseconds)].AddExclusively(times);
    sum_.AddExclusively(nanoseconds * times);
  }
  HistogramReading Read() const;

 private:
  static std::size_t BucketOf(std::uint64_t nanoseconds) {
    const std::size_t bucket =
        nanoseconds <= 1000 ? 0 : static_cast<std::size_t>(std::bit_width((nanoseconds - 1) / 1000));
    return bucket < kTimeBuckets ? bucket : kTimeBuckets;
  }

  std::array<Counter, kTimeBuckets + 1> counts_;
  Counter sum_;
};

// A reading, in the terms of Prometheus.
enum class MetricType : std::uint8_t { kCounter, kGauge, kHistogram };

struct MetricDescription {
  const char* name;  // "kiln_launches_total"
  MetricType type;
  const char* help;
};
// Every metric that there is.
std::vector<MetricDescription> DescribeMetrics();

using Labels = std::vector<std::pair<std::string, std::string>>;

struct MetricSample {
  Labels labels;
  double value = 0;            // of a counter, a gauge
  HistogramReading histogram;  // of a histogram
};

struct MetricFamily {
  MetricDescription description;
  std::vector<MetricSample> samples;
};

using Snapshot = std::vector<MetricFamily>;

// Prometheus' text format, version 0.0.4.
std::string ToPrometheusText(const Snapshot& snapshot);

}  // namespace kiln::telemetry

#endif  // KILN_TELEMETRY_METRICS_H_
