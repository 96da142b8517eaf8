#include <algorithm>
#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {
namespace {

// Rounds half up, as adding one half and shifting does, and saturates.
std::uint8_t ToByte(double fixed, int bias) {
  return static_cast<std::uint8_t>(std::clamp(std::floor(fixed / 65536 + 0.5) + bias, 0.0, 255.0));
}

}  // namespace

Workload RgbToYuv() {
  constexpr int kCount = 250001;
  const std::vector<std::uint8_t> rgba = Random(64).Integers<std::uint8_t>(4 * kCount, 256);

  Workload work;
  const BufferId rgba_buffer = work.Input("rgba", rgba);
  const BufferId yuva = work.Output<std::uint8_t>("yuva", rgba.size());
  const BufferId back = work.Output<std::uint8_t>("back", rgba.size());
  work.Run("rgb_to_yuv", {250112}, {256}, {rgba_buffer, yuva, Value(kCount)});
  // The random bytes are also read as YUV, so that the way back saturates often.
  work.Run("yuv_to_rgb", {250112}, {256}, {rgba_buffer, back, Value(kCount)});

  std::vector<std::uint8_t> expected_yuva(rgba.size());
  std::vector<std::uint8_t> expected_back(rgba.size());
  for (int i = 0; i < kCount; ++i) {
    const double a = rgba[4 * i];
    const double b = rgba[4 * i + 1];
    const double c = rgba[4 * i + 2];
    expected_yuva[4 * i] = ToByte(19595 * a + 38470 * b + 7471 * c, 0);
    expected_yuva[4 * i + 1] = ToByte(-11059 * a - 21709 * b + 32768 * c, 128);
    expected_yuva[4 * i + 2] = ToByte(32768 * a - 27439 * b - 5329 * c, 128);
    expected_back[4 * i] = ToByte(65536 * a + 91881 * (c - 128), 0);
    expected_back[4 * i + 1] = ToByte(65536 * a - 22554 * (b - 128) - 46802 * (c - 128), 0);
    expected_back[4 * i + 2] = ToByte(65536 * a + 116130 * (b - 128), 0);
    expected_yuva[4 * i + 3] = expected_back[4 * i + 3] = rgba[4 * i + 3];
  }
  work.Expect(yuva, expected_yuva);
  work.Expect(back, expected_back);
  return work;
}

}  // namespace kiln::corpus
