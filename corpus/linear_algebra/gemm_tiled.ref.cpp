#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload GemmTiled() {
  constexpr std::uint32_t kM = 256;
  constexpr std::uint32_t kN = 256;
  constexpr std::uint32_t kK = 256;
  Random random(3);
  const std::vector<float> a = random.Floats(kM * kK, -1, 1);
  const std::vector<float> b = random.Floats(kK * kN, -1, 1);

  Workload work;
  const BufferId a_buffer = work.Input("a", a);
  const BufferId b_buffer = work.Input("b", b);
  const BufferId c_buffer = work.Output<float>("c", kM * kN);
  work.Run("gemm_tiled", {kN, kM}, {16, 16}, {a_buffer, b_buffer, c_buffer, Value(kN), Value(kK)});

  std::vector<double> sums(kM * kN, 0.0);
  for (std::uint32_t row = 0; row < kM; ++row) {
    for (std::uint32_t i = 0; i < kK; ++i) {
      for (std::uint32_t col = 0; col < kN; ++col) {
        sums[row * kN + col] += double{a[row * kK + i]} * b[i * kN + col];
      }
    }
  }
  work.Expect(c_buffer, std::vector<float>(sums.begin(), sums.end()), {.absolute = 5e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
