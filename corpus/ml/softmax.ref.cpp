#include <algorithm>
#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Softmax() {
  constexpr std::uint32_t kRows = 300;
  constexpr std::uint32_t kColumns = 777;
  constexpr std::uint32_t kGroup = 64;
  const std::vector<float> in = Random(110).Floats(kRows * kColumns, -20, 90);  // exp of 90 alone would overflow

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId out = work.Output<float>("out", in.size());
  work.Run("softmax", {kRows * kGroup}, {kGroup}, {in_buffer, out, Value(kColumns), Local<float>(kGroup)});

  std::vector<float> expected;
  for (std::uint32_t row = 0; row < kRows; ++row) {
    const float* x = &in[row * kColumns];
    const double largest = *std::max_element(x, x + kColumns);
    double sum = 0;
    for (std::uint32_t i = 0; i < kColumns; ++i) sum += std::exp(x[i] - largest);
    for (std::uint32_t i = 0; i < kColumns; ++i) expected.push_back(static_cast<float>(std::exp(x[i] - largest) / sum));
  }
  work.Expect(out, expected, {.absolute = 1e-30, .relative = 2e-5});
  return work;
}

}  // namespace kiln::corpus
