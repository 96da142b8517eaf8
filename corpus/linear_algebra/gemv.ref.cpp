#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Gemv() {
  constexpr std::uint32_t kRows = 1000;
  constexpr std::uint32_t kCols = 1020;
  constexpr std::uint32_t kGroup = 64;
  Random random(4);
  const std::vector<float> a = random.Floats(kRows * kCols, -1, 1);
  const std::vector<float> x = random.Floats(kCols, -1, 1);

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId x_buffer = work.Input("x", x);
  const BufferId y_buffer = work.Output<float>("y", kRows);
  work.Run("gemv", {kRows * kGroup}, {kGroup}, {a_buffer, x_buffer, y_buffer, Value(kCols / 4), Local<float>(kGroup)});

  std::vector<float> expected(kRows);
  for (std::uint32_t row = 0; row < kRows; ++row) {
    double sum = 0;
    for (std::uint32_t i = 0; i < kCols; ++i) sum += double{a[row * kCols + i]} * x[i];
    expected[row] = static_cast<float>(sum);
  }
  work.Expect(y_buffer, expected, {.absolute = 5e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
