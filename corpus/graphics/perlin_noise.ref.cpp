#include <cmath>

#include "corpus/case.h"

namespace kiln::corpus {
namespace {

// The rule behind the kernel's table; each step is invertible modulo 256, so it is a permutation.
int Permutation(int i) {
  int x = ((i & 255) * 167 + 13) & 255;
  x ^= x >> 4;
  x = (x * 77 + 5) & 255;
  return x ^ (x >> 3);
}

double Gradient(int hash, double x, double y) {
  constexpr int kX[] = {1, 1, -1, -1, 1, -1, 0, 0};
  constexpr int kY[] = {1, -1, 1, -1, 0, 0, 1, -1};
  return kX[hash & 7] * x + kY[hash & 7] * y;
}

double Noise(double x, double y) {
  const int ix = static_cast<int>(std::floor(x));
  const int iy = static_cast<int>(std::floor(y));
  const double fx = x - ix;
  const double fy = y - iy;
  const auto corner = [&](int dx, int dy) {
    return Gradient(Permutation(Permutation(ix + dx) + iy + dy), fx - dx, fy - dy);
  };
  const auto fade = [](double t) { return 6 * std::pow(t, 5) - 15 * std::pow(t, 4) + 10 * std::pow(t, 3); };
  const double u = fade(fx);
  const double v = fade(fy);
  return (1 - v) * ((1 - u) * corner(0, 0) + u * corner(1, 0)) + v * ((1 - u) * corner(0, 1) + u * corner(1, 1));
}

}  // namespace

Workload PerlinNoise() {
  constexpr std::uint32_t kWidth = 320;
  constexpr std::uint32_t kHeight = 240;
  constexpr float kFrequency = 0.034f;

  Workload work;
  const BufferId out = work.Output<float>("out", kWidth * kHeight);
  work.Run("perlin_noise", {kWidth, kHeight}, {32, 4}, {out, Value(kWidth), Value(kFrequency)});

  std::vector<float> expected;
  for (std::uint32_t y = 0; y < kHeight; ++y) {
    for (std::uint32_t x = 0; x < kWidth; ++x) {
      double sum = 0;
      for (int octave = 0; octave < 3; ++octave) {
        const double scale = std::ldexp(1.0, octave);
        sum += 0.5 / scale *
               Noise(scale * (static_cast<float>(x) * kFrequency), scale * (static_cast<float>(y) * kFrequency));
      }
      expected.push_back(static_cast<float>(sum));
    }
  }
  work.Expect(out, expected, {.absolute = 1e-5});
  return work;
}

}  // namespace kiln::corpus
