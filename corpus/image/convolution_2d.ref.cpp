#include <algorithm>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Convolution2d() {
  struct Int2 {
    int x, y;
  };
  constexpr Int2 kSize = {500, 300};
  constexpr int kTaps = 7;
  Random random(60);
  const std::vector<float> image = random.Floats(kSize.x * kSize.y, 0, 1);
  const std::vector<float> filter = random.Floats(kTaps * kTaps, -1, 1);

  Workload work;
  work.build_options = "-D K=7";
  const BufferId image_buffer = work.Input("image", image);
  const BufferId out = work.Output<float>("out", image.size());
  const BufferId filter_buffer = work.Input("filter", filter);
  work.Run("convolution_2d", {512, 304}, {16, 8}, {image_buffer, out, filter_buffer, Value(kSize)});

  std::vector<float> expected(image.size());
  for (int y = 0; y < kSize.y; ++y) {
    for (int x = 0; x < kSize.x; ++x) {
      double sum = 0;
      for (int j = 0; j < kTaps; ++j) {
        const int row = std::clamp(y + j - kTaps / 2, 0, kSize.y - 1);
        for (int i = 0; i < kTaps; ++i) {
          sum += double{filter[j * kTaps + i]} * image[row * kSize.x + std::clamp(x + i - kTaps / 2, 0, kSize.x - 1)];
        }
      }
      expected[y * kSize.x + x] = static_cast<float>(sum);
    }
  }
  work.Expect(out, expected, {.absolute = 2e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
