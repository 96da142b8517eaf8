#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload GemmNaive() {
  constexpr int kM = 200;
  constexpr int kN = 250;
  constexpr int kK = 180;
  constexpr float kAlpha = 1.5f;
  constexpr float kBeta = 0.25f;
  Random random(2);
  const std::vector<float> a = random.Floats(kM * kK, -1, 1);
  const std::vector<float> b = random.Floats(kK * kN, -1, 1);
  const std::vector<float> c = random.Floats(kM * kN, -1, 1);

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId b_buffer = work.Input("b", b);
  const BufferId c_buffer = work.Input("c", c);
  work.Run("gemm_naive", {256, 208}, {16, 16},
           {Value(kM), Value(kN), Value(kK), Value(kAlpha), a_buffer, b_buffer, Value(kBeta), c_buffer});

  std::vector<float> expected(kM * kN);
  for (int row = 0; row < kM; ++row) {
    for (int col = 0; col < kN; ++col) {
      double sum = 0;
      for (int i = 0; i < kK; ++i) sum += double{a[row * kK + i]} * b[i * kN + col];
      expected[row * kN + col] = static_cast<float>(kAlpha * sum + double{kBeta} * c[row * kN + col]);
    }
  }
  work.Expect(c_buffer, expected, {.absolute = 5e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
