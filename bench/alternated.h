// Measuring two things in turns, so that both see the same machine.
#ifndef KILN_BENCH_ALTERNATED_H_
#define KILN_BENCH_ALTERNATED_H_

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <vector>

#include "kiln/base/result.h"

namespace kiln::bench {

using Work = std::function<Status()>;

// Of one of `times`.
inline Result<double> Microseconds(const Work& work, int times) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) KILN_RETURN_IF_ERROR(work());
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count() / times;
}

inline double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

}  // namespace kiln::bench

#endif  // KILN_BENCH_ALTERNATED_H_
