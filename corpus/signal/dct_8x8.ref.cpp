#include <cmath>
#include <numbers>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Dct8x8() {
  constexpr int kWidth = 512;
  constexpr int kHeight = 256;
  constexpr int kPitch = 520;
  const std::vector<std::uint8_t> image = Random(53).Integers<std::uint8_t>(kPitch * kHeight, 256);

  Workload work;
  const BufferId image_buffer = work.Input("image", image);
  const BufferId coefficients = work.Input("coefficients", std::vector<float>(kPitch * kHeight, -1.0f));
  work.Run("dct_8x8", {kWidth, kHeight}, {8, 8}, {image_buffer, coefficients, Value(kPitch)});

  double basis[8][8];
  for (int u = 0; u < 8; ++u) {
    for (int x = 0; x < 8; ++x) {
      basis[u][x] = std::cos((2 * x + 1) * u * std::numbers::pi / 16) * (u == 0 ? std::sqrt(0.125) : 0.5);
    }
  }
  std::vector<float> expected(kPitch * kHeight, -1.0f);  // the padding stays as it was
  for (int by = 0; by < kHeight; by += 8) {
    for (int bx = 0; bx < kWidth; bx += 8) {
      for (int v = 0; v < 8; ++v) {
        for (int u = 0; u < 8; ++u) {
          double sum = 0;
          for (int y = 0; y < 8; ++y) {
            for (int x = 0; x < 8; ++x) {
              sum += (image[(by + y) * kPitch + bx + x] - 128.0) * basis[u][x] * basis[v][y];
            }
          }
          expected[(by + v) * kPitch + bx + u] = static_cast<float>(sum);
        }
      }
    }
  }
  work.Expect(coefficients, expected, {.absolute = 1e-3, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
