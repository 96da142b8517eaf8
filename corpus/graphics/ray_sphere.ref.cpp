#include <cmath>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {
namespace {

struct Sphere {
  float centre[3];
  float radius;
  float colour[4];
};

// The kernel's decision in the kernel's order of operations: hit or miss must not hang on rounding.
bool Intersect(const float direction[3], const Sphere& sphere, float* distance) {
  const float* d = direction;
  const float o[3] = {0 - sphere.centre[0], 0 - sphere.centre[1], -4 - sphere.centre[2]};
  const float a = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
  const float b = o[0] * d[0] + o[1] * d[1] + o[2] * d[2];
  const float c = o[0] * o[0] + o[1] * o[1] + o[2] * o[2] - sphere.radius * sphere.radius;
  const float discriminant = b * b - a * c;
  if (discriminant <= 0) return false;
  const float t = (-b - std::sqrt(discriminant)) / a;
  if (t <= 0 || t >= *distance) return false;
  *distance = t;
  return true;
}

}  // namespace

Workload RaySphere() {
  constexpr int kWidth = 320;
  constexpr int kHeight = 200;
  constexpr float kLight[4] = {0.6f, 0.64f, -0.48f, 0.0f};
  Random random(65);
  std::vector<Sphere> spheres;
  for (int i = 0; i < 12; ++i) {
    // Layers of depth apart by more than a radius: spheres never intersect each other.
    spheres.push_back({{random.Float(-4, 4), random.Float(-2.5f, 2.5f), 2.0f + 2.0f * static_cast<float>((i * 5) % 12)},
                       random.Float(0.5f, 0.95f),
                       {random.Float(0, 1), random.Float(0, 1), random.Float(0, 1), 1}});
  }

  Workload work;
  const BufferId spheres_buffer = work.Input("spheres", spheres);
  const BufferId image = work.Output<float>("image", 4 * kWidth * kHeight);
  const BufferId hits = work.Output<int>("hits", kWidth * kHeight);
  const int count = static_cast<int>(spheres.size());
  work.Run("ray_sphere", {kWidth, kHeight}, {8, 8}, {spheres_buffer, Value(count), image, hits, Value(kLight)});

  std::vector<float> expected_image;
  std::vector<int> expected_hits;
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const float d[3] = {static_cast<float>(2 * x + 1 - kWidth), static_cast<float>(kHeight - 2 * y - 1), kWidth};
      float nearest = INFINITY;
      int hit = -1;
      for (int i = 0; i < count; ++i) {
        if (Intersect(d, spheres[i], &nearest)) hit = i;
      }
      expected_hits.push_back(hit);
      if (hit < 0) {
        expected_image.insert(expected_image.end(), {0, 0, 0.25f, 1});
        continue;
      }
      const Sphere& sphere = spheres[hit];
      double normal[3];
      double length = 0;
      for (int i = 0; i < 3; ++i) {
        normal[i] = (i == 2 ? -4.0 : 0.0) + double{nearest} * d[i] - sphere.centre[i];
        length += normal[i] * normal[i];
      }
      double diffuse = 0;
      for (int i = 0; i < 3; ++i) diffuse += normal[i] / std::sqrt(length) * kLight[i];
      const double weight = 0.1 + 0.9 * std::fmax(diffuse, 0);
      for (int i = 0; i < 4; ++i) {
        const double from = i == 3 ? 1 : 0;
        expected_image.push_back(static_cast<float>(from + (sphere.colour[i] - from) * weight));
      }
    }
  }
  work.Expect(hits, expected_hits);
  work.Expect(image, expected_image, {.absolute = 1e-3});
  return work;
}

}  // namespace kiln::corpus
