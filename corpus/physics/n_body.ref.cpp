#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload NBody() {
  constexpr int kCount = 1024;
  constexpr std::size_t kGroup = 64;
  constexpr float kDt = 0.01f;
  constexpr float kSoftening = 0.05f;
  Random random(70);
  std::vector<float> position = random.Floats(4 * kCount, -1, 1);
  for (int i = 0; i < kCount; ++i) position[4 * i + 3] = random.Float(0.1f, 1);
  const std::vector<float> velocity = random.Floats(4 * kCount, -1, 1);

  Workload work;
  const BufferId position_buffer = work.Input("position", position);
  const BufferId velocity_buffer = work.Input("velocity", velocity);
  const BufferId next = work.Output<float>("next_position", position.size());
  work.Run(
      "n_body", {kCount}, {kGroup},
      {position_buffer, velocity_buffer, next, Value(kCount), Value(kDt), Value(kSoftening), Local<float>(4 * kGroup)});

  std::vector<float> expected_velocity = velocity;
  std::vector<float> expected_position = position;
  for (int i = 0; i < kCount; ++i) {
    double acceleration[3] = {0, 0, 0};
    for (int j = 0; j < kCount; ++j) {
      double r[3];
      double distance2 = kSoftening;
      for (int c = 0; c < 3; ++c) {
        r[c] = double{position[4 * j + c]} - position[4 * i + c];
        distance2 += r[c] * r[c];
      }
      const double strength = position[4 * j + 3] / (distance2 * std::sqrt(distance2));
      for (int c = 0; c < 3; ++c) acceleration[c] += strength * r[c];
    }
    for (int c = 0; c < 3; ++c) {
      const double v = velocity[4 * i + c] + kDt * acceleration[c];
      expected_velocity[4 * i + c] = static_cast<float>(v);
      expected_position[4 * i + c] = static_cast<float>(position[4 * i + c] + kDt * v);
    }
  }
  work.Expect(velocity_buffer, expected_velocity, {.absolute = 2e-4, .relative = 1e-4});
  work.Expect(next, expected_position, {.absolute = 1e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
