#include <cmath>
#include <numbers>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Gelu() {
  constexpr std::uint32_t kCount = 160000;
  const std::vector<float> in = Random(114).Floats(kCount, -6, 6);

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId exact = work.Output<float>("exact", kCount);
  const BufferId approximate = work.Output<float>("approximate", kCount);
  work.Run("gelu", {20032}, {64}, {in_buffer, exact, Value(kCount)});
  work.Run("gelu_tanh", {20032}, {64}, {in_buffer, approximate, Value(kCount)});

  std::vector<float> expected;
  std::vector<float> expected_tanh;
  for (const double x : in) {
    expected.push_back(static_cast<float>(0.5 * x * std::erfc(-x / std::numbers::sqrt2)));
    const double inner = std::sqrt(2 / std::numbers::pi) * (x + 0.044715 * x * x * x);
    expected_tanh.push_back(static_cast<float>(0.5 * x * (1 + std::tanh(inner))));
  }
  work.Expect(exact, expected, {.absolute = 2e-6, .relative = 1e-6});
  work.Expect(approximate, expected_tanh, {.absolute = 4e-6, .relative = 1e-6});
  return work;
}

}  // namespace kiln::corpus
