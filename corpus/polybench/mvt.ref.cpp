#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Mvt() {
  constexpr std::uint32_t kN = 550;
  Random random(22);
  const std::vector<float> a = random.Floats(kN * kN, -1, 1);
  const std::vector<float> x1 = random.Floats(kN, -1, 1);
  const std::vector<float> x2 = random.Floats(kN, -1, 1);
  const std::vector<float> y1 = random.Floats(kN, -1, 1);
  const std::vector<float> y2 = random.Floats(kN, -1, 1);

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId x1_buffer = work.Input("x1", x1);
  const BufferId x2_buffer = work.Input("x2", x2);
  const BufferId y1_buffer = work.Input("y1", y1);
  const BufferId y2_buffer = work.Input("y2", y2);
  work.Run("mvt", {576, 2}, {64, 1}, {a_buffer, x1_buffer, x2_buffer, y1_buffer, y2_buffer, Value(kN)});

  std::vector<double> sums1(x1.begin(), x1.end());
  std::vector<double> sums2(x2.begin(), x2.end());
  for (std::uint32_t i = 0; i < kN; ++i) {
    for (std::uint32_t j = 0; j < kN; ++j) {
      sums1[i] += double{a[i * kN + j]} * y1[j];
      sums2[j] += double{a[i * kN + j]} * y2[i];
    }
  }
  const Tolerance tolerance = {.absolute = 5e-5, .relative = 1e-5};
  work.Expect(x1_buffer, std::vector<float>(sums1.begin(), sums1.end()), tolerance);
  work.Expect(x2_buffer, std::vector<float>(sums2.begin(), sums2.end()), tolerance);
  return work;
}

}  // namespace kiln::corpus
