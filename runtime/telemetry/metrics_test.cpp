#include "kiln/telemetry/metrics.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace kiln::telemetry {
namespace {

constexpr std::uint64_t kMicrosecond = 1000, kSecond = 1'000'000'000;

HistogramReading ReadingOf(const std::vector<std::uint64_t>& values) {
  Histogram histogram;
  for (const std::uint64_t value : values) histogram.Observe(value);
  return histogram.Read();
}

TEST(HistogramTest, BoundsBelongToTheirBucket) {
  // Prometheus' buckets hold what is less or equal.
  EXPECT_EQ(ReadingOf({0, 1, kMicrosecond}).counts[0], 3u);
  EXPECT_EQ(ReadingOf({kMicrosecond + 1, 2 * kMicrosecond}).counts[1], 2u);
  EXPECT_EQ(ReadingOf({2 * kMicrosecond + 1, 4 * kMicrosecond}).counts[2], 2u);
  for (std::size_t bucket = 0; bucket < kTimeBuckets; ++bucket) {
    EXPECT_EQ(ReadingOf({TimeBucketBound(bucket)}).counts[bucket], 1u) << bucket;
    EXPECT_EQ(ReadingOf({TimeBucketBound(bucket) + 1}).counts[bucket + 1], 1u) << bucket;
  }
  EXPECT_EQ(ReadingOf({40 * kSecond, ~std::uint64_t{0}}).counts[kTimeBuckets], 2u);
}

TEST(HistogramTest, CountsSumsAndQuantiles) {
  Histogram histogram;
  histogram.Observe(3 * kMicrosecond, 90);
  histogram.ObserveExclusively(100 * kMicrosecond, 9);
  histogram.ObserveExclusively(kSecond);
  HistogramReading reading = histogram.Read();
  EXPECT_EQ(reading.count(), 100u);
  EXPECT_EQ(reading.sum, 90 * 3 * kMicrosecond + 9 * 100 * kMicrosecond + kSecond);
  EXPECT_EQ(reading.Quantile(0.5), 4 * kMicrosecond);
  EXPECT_EQ(reading.Quantile(0.9), 4 * kMicrosecond);
  EXPECT_EQ(reading.Quantile(0.95), 128 * kMicrosecond);
  EXPECT_EQ(reading.Quantile(0.99), 128 * kMicrosecond);
  EXPECT_EQ(reading.Quantile(1), TimeBucketBound(20));  // 1.05 s
  EXPECT_EQ(HistogramReading().Quantile(0.5), 0u);

  const HistogramReading earlier = ReadingOf({kSecond});
  reading.Subtract(earlier);
  EXPECT_EQ(reading.count(), 99u);
  reading.Add(earlier);
  EXPECT_EQ(reading.count(), 100u);
}

TEST(PrometheusTextTest, IsTheTextFormat) {
  Snapshot snapshot;
  snapshot.push_back({{"a_total", MetricType::kCounter, "Counts."},
                      {{{{"device", "a \"b\"\\\n"}, {"kind", "launch"}}, 3, {}}, {{}, 1.5, {}}}});
  snapshot.push_back({{"nothing", MetricType::kGauge, "Has no samples."}, {}});
  EXPECT_EQ(ToPrometheusText(snapshot),
            "# HELP a_total Counts.\n"
            "# TYPE a_total counter\n"
            "a_total{device=\"a \\\"b\\\"\\\\\\n\",kind=\"launch\"} 3\n"
            "a_total 1.5\n");
}

TEST(PrometheusTextTest, HistogramsAreCumulative) {
  const Snapshot snapshot = {{{"t_seconds", MetricType::kHistogram, "Time."},
                              {{{{"device", "d"}}, 0, ReadingOf({1, 3 * kMicrosecond, 100 * kSecond})}}}};
  const std::string text = ToPrometheusText(snapshot);
  EXPECT_NE(text.find("# TYPE t_seconds histogram\nt_seconds_bucket{device=\"d\",le=\"1e-06\"} 1\n"
                      "t_seconds_bucket{device=\"d\",le=\"2e-06\"} 1\nt_seconds_bucket{device=\"d\",le=\"4e-06\"} 2\n"),
            std::string::npos)
      << text;
  EXPECT_NE(
      text.find("t_seconds_bucket{device=\"d\",le=\"33.554432\"} 2\nt_seconds_bucket{device=\"d\",le=\"+Inf\"} 3\n"
                "t_seconds_sum{device=\"d\"} 100.000003001\nt_seconds_count{device=\"d\"} 3\n"),
      std::string::npos)
      << text;
}

TEST(MetricsTest, AreDescribedOnceAndByConvention) {
  std::vector<std::string> names;
  for (const MetricDescription& metric : DescribeMetrics()) {
    const std::string name = metric.name;
    EXPECT_TRUE(name.starts_with("kiln_")) << name;
    EXPECT_EQ(name.ends_with("_total"), metric.type == MetricType::kCounter) << name;
    EXPECT_EQ(name.ends_with("_seconds"), metric.type == MetricType::kHistogram) << name;
    EXPECT_TRUE(std::string(metric.help).ends_with(".")) << name;
    EXPECT_EQ(std::count(names.begin(), names.end(), name), 0) << name;
    names.push_back(name);
  }
}

}  // namespace
}  // namespace kiln::telemetry
