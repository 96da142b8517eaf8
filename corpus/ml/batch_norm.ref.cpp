#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload BatchNorm() {
  constexpr int kBatch = 4;
  constexpr int kChannels = 12;
  constexpr int kHeight = 50;
  constexpr int kWidth = 64;
  constexpr float kEpsilon = 1e-3f;
  Random random(112);
  const std::vector<float> data = random.Floats(kBatch * kChannels * kHeight * kWidth, -3, 5);
  const std::vector<float> mean = random.Floats(kChannels, -1, 2);
  const std::vector<float> variance = random.Floats(kChannels, 0.1f, 4);
  const std::vector<float> gamma = random.Floats(kChannels, -1, 2);
  const std::vector<float> beta = random.Floats(kChannels, -1, 1);

  Workload work;
  const BufferId data_buffer = work.Input("data", data);
  const BufferId mean_buffer = work.Input("mean", mean);
  const BufferId variance_buffer = work.Input("variance", variance);
  const BufferId gamma_buffer = work.Input("gamma", gamma);
  const BufferId beta_buffer = work.Input("beta", beta);
  work.Run("batch_norm_relu", {kWidth / 2, kHeight, kBatch * kChannels}, {8, 5, 2},
           {data_buffer, mean_buffer, variance_buffer, gamma_buffer, beta_buffer, Value(kChannels), Value(kEpsilon)});

  std::vector<float> expected;
  for (std::size_t i = 0; i < data.size(); ++i) {
    const std::size_t c = i / (kHeight * kWidth) % kChannels;
    const double value = (double{data[i]} - mean[c]) / std::sqrt(double{variance[c]} + kEpsilon) * gamma[c] + beta[c];
    expected.push_back(static_cast<float>(std::fmax(value, 0)));
  }
  work.Expect(data_buffer, expected, {.absolute = 1e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
