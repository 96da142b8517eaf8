#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload LayerNorm() {
  constexpr std::uint32_t kRows = 400;
  constexpr int kColumns = 500;
  constexpr float kEpsilon = 1e-5f;
  Random random(111);
  std::vector<float> in = random.Floats(kRows * kColumns, -2, 2);
  for (std::size_t i = 0; i < in.size(); ++i) in[i] += static_cast<float>(i / kColumns % 10);  // means differ by row
  const std::vector<float> gamma = random.Floats(kColumns, 0.5f, 1.5f);
  const std::vector<float> beta = random.Floats(kColumns, -1, 1);

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId gamma_buffer = work.Input("gamma", gamma);
  const BufferId beta_buffer = work.Input("beta", beta);
  const BufferId out = work.Output<float>("out", in.size());
  work.Run("layer_norm", {kRows * 32}, {32},
           {in_buffer, gamma_buffer, beta_buffer, out, Value(kColumns), Value(kEpsilon)});

  std::vector<float> expected;
  for (std::uint32_t row = 0; row < kRows; ++row) {
    const float* x = &in[row * kColumns];
    double mean = 0;
    for (int i = 0; i < kColumns; ++i) mean += x[i];
    mean /= kColumns;
    double variance = 0;
    for (int i = 0; i < kColumns; ++i) variance += (x[i] - mean) * (x[i] - mean);
    variance /= kColumns;
    for (int i = 0; i < kColumns; ++i) {
      expected.push_back(static_cast<float>((x[i] - mean) / std::sqrt(variance + kEpsilon) * gamma[i] + beta[i]));
    }
  }
  work.Expect(out, expected, {.absolute = 2e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
