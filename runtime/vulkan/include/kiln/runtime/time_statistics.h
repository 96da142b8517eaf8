// How times spread.
#ifndef KILN_RUNTIME_TIME_STATISTICS_H_
#define KILN_RUNTIME_TIME_STATISTICS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kiln::runtime {

// Nanoseconds. A percentile is the smallest value that at least that part of the values does not exceed: always one of
// them. All zero without values.
struct TimeStatistics {
  std::size_t count = 0;
  std::uint64_t min = 0;
  double mean = 0;
  std::uint64_t max = 0;
  std::uint64_t p50 = 0, p95 = 0, p99 = 0;
};
TimeStatistics Summarize(std::vector<std::uint64_t> nanoseconds);

}  // namespace kiln::runtime

#endif  // KILN_RUNTIME_TIME_STATISTICS_H_
