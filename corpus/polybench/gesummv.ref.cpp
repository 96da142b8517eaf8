#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Gesummv() {
  struct Params {
    float alpha;
    float beta;
    int n;
    int stride;
  };
  constexpr Params kParams = {1.25f, -0.75f, 500, 504};
  constexpr int kN = kParams.n;
  constexpr int kStride = kParams.stride;
  Random random(23);
  const std::vector<float> a = random.Floats(kN * kStride, -1, 1);
  const std::vector<float> b = random.Floats(kN * kStride, -1, 1);
  const std::vector<float> x = random.Floats(kN, -1, 1);

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId b_buffer = work.Input("b", b);
  const BufferId x_buffer = work.Input("x", x);
  const BufferId y_buffer = work.Output<float>("y", kN);
  work.Run("gesummv", {512}, {32}, {a_buffer, b_buffer, x_buffer, y_buffer, Value(kParams)});

  std::vector<float> expected(kN);
  for (int i = 0; i < kN; ++i) {
    double sum = 0;
    for (int j = 0; j < kN; ++j) {
      sum += (double{kParams.alpha} * a[i * kStride + j] + double{kParams.beta} * b[i * kStride + j]) * x[j];
    }
    expected[i] = static_cast<float>(sum);
  }
  work.Expect(y_buffer, expected, {.absolute = 5e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
