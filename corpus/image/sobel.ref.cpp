#include <algorithm>
#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Sobel() {
  constexpr std::uint32_t kWidth = 390;
  constexpr std::uint32_t kHeight = 260;
  Random random(62);
  std::vector<std::uint8_t> in(kWidth * kHeight * 4);
  for (std::uint32_t y = 0; y < kHeight; ++y) {
    for (std::uint32_t x = 0; x < kWidth; ++x) {
      // Smooth in parts and noisy in others, so that both small and saturated gradients occur.
      const std::uint32_t noise = (x / 64 + y / 64) % 2 == 0 ? 4 : 200;
      for (std::uint32_t c = 0; c < 4; ++c) {
        in[(y * kWidth + x) * 4 + c] = static_cast<std::uint8_t>((x / 4 + y / 8 + random.Below(noise)) & 255);
      }
    }
  }

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId out = work.Output<std::uint8_t>("out", kWidth * kHeight);
  work.Run("sobel", {400, 272}, {16, 16}, {in_buffer, out, Value(kWidth), Value(kHeight)});

  const auto luma = [&](std::uint32_t x, std::uint32_t y) {
    const std::uint8_t* p = &in[(y * kWidth + x) * 4];
    return (77 * p[0] + 150 * p[1] + 29 * p[2]) / 256;
  };
  std::vector<std::uint8_t> expected(kWidth * kHeight, 0);
  for (std::uint32_t y = 1; y + 1 < kHeight; ++y) {
    for (std::uint32_t x = 1; x + 1 < kWidth; ++x) {
      int gx = 0;
      int gy = 0;
      for (int d = -1; d <= 1; ++d) {
        const int weight = d == 0 ? 2 : 1;
        gx += weight * (luma(x + 1, y + d) - luma(x - 1, y + d));
        gy += weight * (luma(x + d, y + 1) - luma(x + d, y - 1));
      }
      // No sum of two squares has a root that lies on a half, so rounding is never in doubt.
      expected[y * kWidth + x] = static_cast<std::uint8_t>(std::min(255.0, std::nearbyint(std::hypot(gx, gy))));
    }
  }
  work.Expect(out, expected);
  return work;
}

}  // namespace kiln::corpus
