#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Transpose() {
  constexpr std::uint32_t kWidth = 1000;
  constexpr std::uint32_t kHeight = 700;
  const std::vector<float> in = Random(6).Floats(kWidth * kHeight, -100, 100);

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId out_buffer = work.Output<float>("out", kWidth * kHeight);
  work.Run("transpose", {1008, 704}, {16, 16}, {in_buffer, out_buffer, Value(kWidth), Value(kHeight)});

  std::vector<float> expected(kWidth * kHeight);
  for (std::uint32_t y = 0; y < kHeight; ++y) {
    for (std::uint32_t x = 0; x < kWidth; ++x) expected[x * kHeight + y] = in[y * kWidth + x];
  }
  work.Expect(out_buffer, expected);
  return work;
}

}  // namespace kiln::corpus
