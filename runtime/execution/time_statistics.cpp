#include "kiln/runtime/time_statistics.h"

#include <algorithm>
#include <numeric>

namespace kiln::runtime {

TimeStatistics Summarize(std::vector<std::uint64_t> nanoseconds) {
  TimeStatistics statistics;
  if (nanoseconds.empty()) return statistics;
  std::sort(nanoseconds.begin(), nanoseconds.end());
  const std::size_t count = nanoseconds.size();
  const auto percentile = [&](std::size_t percent) { return nanoseconds[(count * percent + 99) / 100 - 1]; };
  statistics.count = count;
  statistics.min = nanoseconds.front();
  statistics.mean = std::accumulate(nanoseconds.begin(), nanoseconds.end(), 0.0) / static_cast<double>(count);
  statistics.max = nanoseconds.back();
  statistics.p50 = percentile(50);
  statistics.p95 = percentile(95);
  statistics.p99 = percentile(99);
  return statistics;
}

}  // namespace kiln::runtime
