#include "corpus/case.h"

namespace kiln::corpus {

// In float and in the kernel's order of operations: the iteration is chaotic, so rounding is part of the result.
Workload Mandelbrot() {
  constexpr std::uint32_t kWidth = 384;
  constexpr std::uint32_t kHeight = 256;
  constexpr std::uint32_t kLimit = 200;
  constexpr float kLeft = -2.25f;
  constexpr float kTop = 1.0f;
  constexpr float kStep = 0.0078125f;

  Workload work;
  const BufferId counts = work.Output<std::uint32_t>("counts", kWidth * kHeight);
  const BufferId pixels = work.Output<std::uint8_t>("pixels", 4 * kWidth * kHeight);
  work.Run("mandelbrot", {kWidth, kHeight}, {16, 16},
           {counts, pixels, Value(kLeft), Value(kTop), Value(kStep), Value(kWidth), Value(kLimit)});

  std::vector<std::uint32_t> expected_counts;
  std::vector<std::uint8_t> expected_pixels;
  for (std::uint32_t py = 0; py < kHeight; ++py) {
    for (std::uint32_t px = 0; px < kWidth; ++px) {
      const float cx = kLeft + kStep * static_cast<float>(px);
      const float cy = kTop - kStep * static_cast<float>(py);
      float x = 0;
      float y = 0;
      std::uint32_t count = 0;
      for (; count < kLimit && x * x + y * y <= 4.0f; ++count) {
        const float next = x * x - y * y + cx;
        y = 2 * x * y + cy;
        x = next;
      }
      expected_counts.push_back(count);
      const bool inside = count == kLimit;
      expected_pixels.push_back(inside ? 0 : static_cast<std::uint8_t>(count * 7));
      expected_pixels.push_back(inside ? 0 : static_cast<std::uint8_t>(count * 13));
      expected_pixels.push_back(inside ? 0 : static_cast<std::uint8_t>(255 - count % 256));
      expected_pixels.push_back(255);
    }
  }
  work.Expect(counts, expected_counts);
  work.Expect(pixels, expected_pixels);
  return work;
}

}  // namespace kiln::corpus
