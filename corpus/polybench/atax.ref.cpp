#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Atax() {
  constexpr int kNx = 700;
  constexpr int kNy = 500;
  Random random(20);
  const std::vector<float> a = random.Floats(kNx * kNy, 0, 1);
  const std::vector<float> x = random.Floats(kNy, -1, 1);

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId x_buffer = work.Input("x", x);
  const BufferId tmp = work.Output<float>("tmp", kNx);
  const BufferId y = work.Output<float>("y", kNy);
  work.Run("atax_rows", {768}, {256}, {a_buffer, x_buffer, tmp, Value(kNx), Value(kNy)});
  work.Run("atax_columns", {512}, {256}, {a_buffer, y, tmp, Value(kNx), Value(kNy)});

  std::vector<double> expected(kNy, 0.0);
  for (int i = 0; i < kNx; ++i) {
    double dot = 0;
    for (int j = 0; j < kNy; ++j) dot += double{a[i * kNy + j]} * x[j];
    for (int j = 0; j < kNy; ++j) expected[j] += a[i * kNy + j] * dot;
  }
  work.Expect(y, std::vector<float>(expected.begin(), expected.end()), {.absolute = 1e-2, .relative = 1e-4});
  return work;
}

}  // namespace kiln::corpus
