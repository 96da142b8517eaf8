#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload BilateralFilter() {
  struct Params {
    int width;
    int height;
    int radius;
    float inv_sigma_space;
    float inv_sigma_range;
    int pad[3];
  };
  constexpr Params kParams = {250, 190, 3, 0.125f, 20.0f, {}};
  Random random(63);
  std::vector<float> in(kParams.width * kParams.height);
  for (int y = 0; y < kParams.height; ++y) {
    for (int x = 0; x < kParams.width; ++x) {
      in[y * kParams.width + x] = (x / 40 % 2 == y / 30 % 2 ? 0.25f : 0.75f) + random.Float(-0.2f, 0.2f);
    }
  }

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId out = work.Output<float>("out", in.size());
  work.Run("bilateral_filter", {256, 192}, {16, 16}, {in_buffer, out, Value(kParams)});

  std::vector<float> expected(in.size());
  for (int y = 0; y < kParams.height; ++y) {
    for (int x = 0; x < kParams.width; ++x) {
      double total = 0;
      double weights = 0;
      for (int sy = y - kParams.radius; sy <= y + kParams.radius; ++sy) {
        for (int sx = x - kParams.radius; sx <= x + kParams.radius; ++sx) {
          if (sx < 0 || sy < 0 || sx >= kParams.width || sy >= kParams.height) continue;
          const double value = in[sy * kParams.width + sx];
          const double difference = value - in[y * kParams.width + x];
          const double distance = (sx - x) * (sx - x) + (sy - y) * (sy - y);
          const double weight =
              std::exp(-distance * kParams.inv_sigma_space - difference * difference * kParams.inv_sigma_range);
          total += weight * value;
          weights += weight;
        }
      }
      expected[y * kParams.width + x] = static_cast<float>(total / weights);
    }
  }
  work.Expect(out, expected, {.absolute = 1e-5, .relative = 1e-4});
  return work;
}

}  // namespace kiln::corpus
