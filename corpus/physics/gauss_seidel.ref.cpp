#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload GaussSeidel() {
  struct Int2 {
    int x, y;
  };
  constexpr Int2 kSize = {201, 150};
  constexpr int kSweeps = 20;
  constexpr float kOmega = 1.6f;
  Random random(74);
  const std::vector<float> u = random.Floats(kSize.x * kSize.y, -1, 1);
  const std::vector<float> f = random.Floats(kSize.x * kSize.y, -1, 1);

  Workload work;
  const BufferId u_buffer = work.Input("u", u);
  const BufferId f_buffer = work.Input("f", f);
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (int colour = 0; colour < 2; ++colour) {
      work.Run("gauss_seidel", {104, 152}, {8, 8}, {u_buffer, f_buffer, Value(kSize), Value(colour), Value(kOmega)});
    }
  }

  std::vector<double> expected(u.begin(), u.end());
  for (int half_sweep = 0; half_sweep < 2 * kSweeps; ++half_sweep) {
    for (int y = 1; y < kSize.y - 1; ++y) {
      for (int x = 1; x < kSize.x - 1; ++x) {
        if ((x + y) % 2 != half_sweep % 2) continue;
        const int i = y * kSize.x + x;
        const double around = expected[i - 1] + expected[i + 1] + expected[i - kSize.x] + expected[i + kSize.x];
        expected[i] += kOmega * ((around - f[i]) / 4 - expected[i]);
      }
    }
  }
  work.Expect(u_buffer, std::vector<float>(expected.begin(), expected.end()), {.absolute = 5e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
