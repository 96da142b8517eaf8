#include "kiln/telemetry/alert.h"

#include <gtest/gtest.h>

#include "runtime/telemetry/alert_watch.h"

namespace kiln::telemetry {
namespace {

constexpr std::uint64_t kSecond = 1'000'000'000;

MetricFamily Family(const char* name, MetricType type, std::vector<MetricSample> samples) {
  return {{name, type, "x"}, std::move(samples)};
}
Snapshot Errors(double timeouts, double lost) {
  return {Family("kiln_errors_total", MetricType::kCounter,
                 {{{{"code", "timeout"}}, timeouts, {}}, {{{"code", "device-lost"}}, lost, {}}})};
}
Snapshot Pressure(double first, double second) {
  return {Family("kiln_memory_pressure", MetricType::kGauge,
                 {{{{"device", "a"}}, first, {}}, {{{"device", "b"}}, second, {}}})};
}
Snapshot Latency(std::uint64_t quick, std::uint64_t slow) {
  Histogram histogram;
  if (quick != 0) histogram.Observe(1000, quick);
  if (slow != 0) histogram.Observe(kSecond, slow);
  return {Family("kiln_launch_latency_seconds", MetricType::kHistogram, {{{{"device", "a"}}, 0, histogram.Read()}})};
}

TEST(AlertRuleTest, WrongOnesAreRefused) {
  EXPECT_TRUE(CheckRule({"errors", "kiln_errors_total", Measure::kRate}));
  EXPECT_TRUE(CheckRule({"pressure", "kiln_memory_pressure", Measure::kValue}));
  EXPECT_TRUE(CheckRule({"slow", "kiln_launch_latency_seconds", Measure::kP99}));
  const auto message = [](const AlertRule& rule) {
    const Status status = CheckRule(rule);
    return status ? "none" : status.error().message();
  };
  EXPECT_EQ(message({"x", "kiln_error_total", Measure::kRate}),
            "the alert 'x': there is no metric 'kiln_error_total'; did you mean 'kiln_errors_total'?");
  EXPECT_EQ(message({"x", "kiln_errors_total", Measure::kP99}),
            "the alert 'x' is about the p99 of kiln_errors_total: that is a counter, which has value and rate");
  EXPECT_EQ(message({"x", "kiln_memory_pressure", Measure::kRate}),
            "the alert 'x' is about the rate of kiln_memory_pressure: that is a gauge, which has value");
  EXPECT_EQ(message({"", "kiln_errors_total", Measure::kRate}), "an alert without a name");
  EXPECT_EQ(*ParseMeasure("p95"), Measure::kP95);
  EXPECT_FALSE(ParseMeasure("p42"));
}

TEST(AlertRuleTest, LooksAtWhatItSays) {
  AlertRule rule = {"errors", "kiln_errors_total", Measure::kRate};
  EXPECT_EQ(Evaluate(rule, Errors(1, 1), Errors(4, 2), 2), 2.0);
  rule.labels = {{"code", "device-lost"}};
  EXPECT_EQ(Evaluate(rule, Errors(1, 1), Errors(4, 2), 2), 0.5);
  rule.labels = {{"code", "other"}};
  EXPECT_EQ(Evaluate(rule, Errors(1, 1), Errors(4, 2), 2), std::nullopt);
  rule.labels = {};
  rule.measure = Measure::kValue;
  EXPECT_EQ(Evaluate(rule, Errors(1, 1), Errors(4, 2), 2), 6.0);

  AlertRule gauge = {"pressure", "kiln_memory_pressure", Measure::kValue};
  EXPECT_EQ(Evaluate(gauge, {}, Pressure(1, 3), 1), 3.0);
  gauge.is_below = true;
  EXPECT_EQ(Evaluate(gauge, {}, Pressure(1, 3), 1), 1.0);

  AlertRule latency = {"latency", "kiln_launch_latency_seconds", Measure::kP99};
  EXPECT_EQ(Evaluate(latency, Latency(0, 5), Latency(100, 5), 1), 1e-6) << "the slow ones were before";
  EXPECT_GT(Evaluate(latency, Latency(100, 0), Latency(110, 5), 1), 1.0);
  EXPECT_EQ(Evaluate(latency, Latency(7, 0), Latency(7, 0), 1), std::nullopt) << "nothing in between";
  latency.measure = Measure::kMean;
  EXPECT_DOUBLE_EQ(*Evaluate(latency, Latency(0, 0), Latency(0, 2), 1), 1.0);
  latency.measure = Measure::kRate;
  EXPECT_EQ(Evaluate(latency, Latency(2, 0), Latency(8, 0), 2), 3.0);
}

TEST(AlertWatchTest, BeginsAndEnds) {
  AlertWatch watch({{"errors", "kiln_errors_total", Measure::kRate, {}, 1.0}});
  EXPECT_TRUE(watch.Look(Errors(100, 0), 0).empty()) << "nothing to compare with";
  EXPECT_TRUE(watch.Look(Errors(101, 0), kSecond).empty()) << "not above";
  const auto begun = watch.Look(Errors(104, 0), 2 * kSecond);
  ASSERT_EQ(begun.size(), 1u);
  EXPECT_TRUE(begun[0].is_firing);
  EXPECT_EQ(Describe(begun[0]), "errors: the rate of kiln_errors_total is 3, above 1");
  EXPECT_TRUE(watch.Look(Errors(110, 0), 3 * kSecond).empty()) << "told already";
  const auto ended = watch.Look(Errors(110, 0), 4 * kSecond);
  ASSERT_EQ(ended.size(), 1u);
  EXPECT_FALSE(ended[0].is_firing);
  EXPECT_EQ(Describe(ended[0]), "errors: the rate of kiln_errors_total is 0, no longer above 1");
}

TEST(AlertWatchTest, HoldsForAWhile) {
  AlertRule rule = {"pressure", "kiln_memory_pressure", Measure::kValue, {}, 1.5};
  rule.hold = std::chrono::seconds(2);
  AlertWatch watch({rule});
  EXPECT_TRUE(watch.Look(Pressure(0, 0), 0).empty());
  EXPECT_TRUE(watch.Look(Pressure(2, 0), 1 * kSecond).empty());
  EXPECT_TRUE(watch.Look(Pressure(1, 1), 2 * kSecond).empty()) << "a gap begins it anew";
  EXPECT_TRUE(watch.Look(Pressure(0, 2), 3 * kSecond).empty());
  EXPECT_TRUE(watch.Look(Pressure(0, 3), 4 * kSecond).empty());
  const auto begun = watch.Look(Pressure(0, 3), 5 * kSecond);
  ASSERT_EQ(begun.size(), 1u);
  EXPECT_EQ(begun[0].value, 3);
}

}  // namespace
}  // namespace kiln::telemetry
