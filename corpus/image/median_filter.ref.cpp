#include <algorithm>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload MedianFilter() {
  constexpr int kWidth = 401;
  constexpr int kHeight = 299;
  const std::vector<std::uint8_t> in = Random(61).Integers<std::uint8_t>(kWidth * kHeight, 256);

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId out = work.Output<std::uint8_t>("out", in.size());
  work.Run("median_filter", {416, 304}, {16, 16}, {in_buffer, out, Value(kWidth), Value(kHeight)});

  std::vector<std::uint8_t> expected(in.size());
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      std::vector<std::uint8_t> window;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          window.push_back(in[std::clamp(y + dy, 0, kHeight - 1) * kWidth + std::clamp(x + dx, 0, kWidth - 1)]);
        }
      }
      std::nth_element(window.begin(), window.begin() + 4, window.end());
      expected[y * kWidth + x] = window[4];
    }
  }
  work.Expect(out, expected);
  return work;
}

}  // namespace kiln::corpus
