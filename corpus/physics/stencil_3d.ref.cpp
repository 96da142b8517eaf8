#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Stencil3d() {
  constexpr std::uint32_t kNx = 100;
  constexpr std::uint32_t kNy = 60;
  constexpr std::uint32_t kNz = 50;
  constexpr float kC0 = 0.4f;
  constexpr float kC1 = 0.1f;
  const std::vector<float> in = Random(72).Floats(kNx * kNy * kNz, -1, 1);

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId out = work.Output<float>("out", in.size());
  work.Run("stencil_3d", {104, 64}, {8, 8},
           {in_buffer, out, Value(kNx), Value(kNy), Value(kNz), Value(kC0), Value(kC1)});

  std::vector<float> expected = in;
  for (std::uint32_t z = 1; z + 1 < kNz; ++z) {
    for (std::uint32_t y = 1; y + 1 < kNy; ++y) {
      for (std::uint32_t x = 1; x + 1 < kNx; ++x) {
        const std::uint32_t i = (z * kNy + y) * kNx + x;
        double around = 0;
        for (std::uint32_t step : {1u, kNx, kNx * kNy}) around += double{in[i - step]} + in[i + step];
        expected[i] = static_cast<float>(kC0 * in[i] + kC1 * around);
      }
    }
  }
  work.Expect(out, expected, {.absolute = 1e-6, .relative = 1e-6});
  return work;
}

}  // namespace kiln::corpus
