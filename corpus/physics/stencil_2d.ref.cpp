#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Stencil2d() {
  constexpr int kWidth = 390;
  constexpr int kHeight = 250;
  constexpr int kSteps = 12;
  constexpr float kAlpha = 0.2f;
  const std::vector<float> in = Random(71).Floats(kWidth * kHeight, 0, 100);

  Workload work;
  BufferId from = work.Input("a", in);
  BufferId to = work.Output<float>("b", in.size());
  for (int step = 0; step < kSteps; ++step) {
    work.Run("stencil_2d", {400, 256}, {16, 8}, {from, to, Value(kWidth), Value(kHeight), Value(kAlpha)});
    std::swap(from, to);
  }

  std::vector<double> now(in.begin(), in.end());
  for (int step = 0; step < kSteps; ++step) {
    std::vector<double> next = now;
    for (int y = 1; y < kHeight - 1; ++y) {
      for (int x = 1; x < kWidth - 1; ++x) {
        const int i = y * kWidth + x;
        next[i] += kAlpha * (now[i - 1] + now[i + 1] + now[i - kWidth] + now[i + kWidth] - 4 * now[i]);
      }
    }
    now = next;
  }
  work.Expect(from, std::vector<float>(now.begin(), now.end()), {.absolute = 1e-4, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
