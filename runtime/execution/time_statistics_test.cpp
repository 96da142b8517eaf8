#include "kiln/runtime/time_statistics.h"

#include <gtest/gtest.h>

namespace kiln::runtime {
namespace {

TEST(TimeStatisticsTest, OfNothingIsZero) {
  const TimeStatistics statistics = Summarize({});
  EXPECT_EQ(statistics.count, 0u);
  EXPECT_EQ(statistics.max, 0u);
}

TEST(TimeStatisticsTest, OfOneValueIsThatValue) {
  const TimeStatistics statistics = Summarize({7});
  EXPECT_EQ(statistics.min, 7u);
  EXPECT_EQ(statistics.mean, 7.0);
  EXPECT_EQ(statistics.p50, 7u);
  EXPECT_EQ(statistics.p99, 7u);
}

TEST(TimeStatisticsTest, PercentilesAreValuesThatOccur) {
  std::vector<std::uint64_t> values;
  for (std::uint64_t i = 200; i > 0; --i) values.push_back(10 * i);  // 10 to 2000
  const TimeStatistics statistics = Summarize(values);
  EXPECT_EQ(statistics.count, 200u);
  EXPECT_EQ(statistics.min, 10u);
  EXPECT_EQ(statistics.mean, 1005.0);
  EXPECT_EQ(statistics.max, 2000u);
  EXPECT_EQ(statistics.p50, 1000u);
  EXPECT_EQ(statistics.p95, 1900u);
  EXPECT_EQ(statistics.p99, 1980u);
  EXPECT_EQ(Summarize({1, 2, 3}).p50, 2u);
  EXPECT_EQ(Summarize({1, 2, 3, 4}).p50, 2u);
  EXPECT_EQ(Summarize({1, 2, 3, 4}).p95, 4u);
}

}  // namespace
}  // namespace kiln::runtime
