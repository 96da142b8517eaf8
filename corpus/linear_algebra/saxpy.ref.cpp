#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Saxpy() {
  constexpr std::uint32_t kCount = (1u << 20) - 60;  // not a multiple of the work-group size, but of 4
  constexpr float kA = 1.75f;
  constexpr float kA4 = -0.5f;
  Random random(1);
  const std::vector<float> x = random.Floats(kCount, -8, 8);
  const std::vector<float> y = random.Floats(kCount, -8, 8);

  Workload work;
  const BufferId x_buffer = work.Input("x", x);
  const BufferId y_buffer = work.Input("y", y);
  work.Run("saxpy", {1u << 20}, {256}, {Value(kA), x_buffer, y_buffer, Value(kCount)});
  work.Run("saxpy_stride4", {8192}, {64}, {Value(kA4), x_buffer, y_buffer, Value(kCount / 4)});

  std::vector<float> expected(kCount);
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const double once = double{kA} * x[i] + y[i];
    expected[i] = static_cast<float>(double{kA4} * x[i] + once);
  }
  work.Expect(y_buffer, expected, {.absolute = 4e-6, .relative = 1e-6});
  return work;
}

}  // namespace kiln::corpus
