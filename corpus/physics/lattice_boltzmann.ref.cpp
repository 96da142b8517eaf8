#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {
namespace {

constexpr int kX[9] = {0, 1, 0, -1, 0, 1, -1, -1, 1};
constexpr int kY[9] = {0, 0, 1, 0, -1, 1, 1, -1, -1};

double Weight(int i) {
  return i == 0 ? 4.0 / 9 : i < 5 ? 1.0 / 9 : 1.0 / 36;
}

// Collides a cell in place.
void Collide(double f[9], double omega) {
  double density = 0;
  double ux = 0;
  double uy = 0;
  for (int i = 0; i < 9; ++i) {
    density += f[i];
    ux += f[i] * kX[i];
    uy += f[i] * kY[i];
  }
  ux /= density;
  uy /= density;
  for (int i = 0; i < 9; ++i) {
    const double cu = kX[i] * ux + kY[i] * uy;
    const double equilibrium = Weight(i) * density * (1 + 3 * cu + 4.5 * cu * cu - 1.5 * (ux * ux + uy * uy));
    f[i] += omega * (equilibrium - f[i]);
  }
}

}  // namespace

Workload LatticeBoltzmann() {
  constexpr int kWidth = 150;
  constexpr int kHeight = 90;
  constexpr int kCells = kWidth * kHeight;
  constexpr int kSteps = 10;
  constexpr float kOmega = 1.2f;
  Random random(75);
  std::vector<float> in(9 * kCells);
  for (int i = 0; i < 9; ++i) {
    for (int cell = 0; cell < kCells; ++cell) {
      in[i * kCells + cell] = static_cast<float>(Weight(i)) * random.Float(0.9f, 1.1f) * (i == 1 ? 1.2f : 1.0f);
    }
  }
  std::vector<std::uint8_t> solid(kCells, 0);
  for (int y = 30; y < 60; ++y) {
    for (int x = 40; x < 52; ++x) solid[y * kWidth + x] = 1;
  }

  Workload work;
  BufferId from = work.Input("a", in);
  BufferId to = work.Output<float>("b", in.size());
  const BufferId solid_buffer = work.Input("solid", solid);
  for (int step = 0; step < kSteps; ++step) {
    work.Run("lattice_boltzmann", {160, 96}, {16, 8},
             {from, to, solid_buffer, Value(kWidth), Value(kHeight), Value(kOmega)});
    std::swap(from, to);
  }

  std::vector<double> now(in.begin(), in.end());
  std::vector<double> next(now.size());
  for (int step = 0; step < kSteps; ++step) {
    // Push each population to its neighbour, then collide or turn around in place.
    for (int i = 0; i < 9; ++i) {
      for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
          const int target = (y + kY[i] + kHeight) % kHeight * kWidth + (x + kX[i] + kWidth) % kWidth;
          next[i * kCells + target] = now[i * kCells + y * kWidth + x];
        }
      }
    }
    for (int cell = 0; cell < kCells; ++cell) {
      double f[9];
      for (int i = 0; i < 9; ++i) f[i] = next[i * kCells + cell];
      if (solid[cell] != 0) {
        for (int i : {1, 2, 5, 6}) std::swap(f[i], f[i + 2]);  // the opposite direction
      } else {
        Collide(f, kOmega);
      }
      for (int i = 0; i < 9; ++i) now[i * kCells + cell] = f[i];
    }
  }
  work.Expect(from, std::vector<float>(now.begin(), now.end()), {.absolute = 2e-6, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
