#include <cmath>
#include <numbers>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Fft() {
  constexpr std::uint32_t kN = 1024;
  constexpr std::uint32_t kBatch = 8;
  const std::vector<float> signal = Random(51).Floats(2 * kN * kBatch, -1, 1);

  Workload work;
  const BufferId input = work.Input("signal", signal);
  const BufferId ping = work.Output<float>("ping", signal.size());
  const BufferId pong = work.Output<float>("pong", signal.size());
  const BufferId power = work.Output<float>("power", signal.size() / 2);
  BufferId from = input;
  BufferId to = ping;
  for (std::uint32_t p = 1; p < kN; p *= 2) {
    work.Run("fft_pass", {kN / 2, kBatch}, {64, 1}, {from, to, Value(p)});
    from = to;
    to = from.index == ping.index ? pong : ping;
  }
  work.Run("power_spectrum", {kN * kBatch}, {64}, {from, power});

  // The definition, with the roots of unity from a table.
  std::vector<double> cosine(kN);
  std::vector<double> sine(kN);
  for (std::uint32_t i = 0; i < kN; ++i) {
    cosine[i] = std::cos(-2 * std::numbers::pi * i / kN);
    sine[i] = std::sin(-2 * std::numbers::pi * i / kN);
  }
  std::vector<float> spectrum(signal.size());
  std::vector<float> powers(signal.size() / 2);
  for (std::uint32_t b = 0; b < kBatch; ++b) {
    const float* z = &signal[2 * kN * b];
    for (std::uint32_t k = 0; k < kN; ++k) {
      double re = 0;
      double im = 0;
      for (std::uint32_t i = 0; i < kN; ++i) {
        const std::uint32_t root = (i * k) % kN;
        re += z[2 * i] * cosine[root] - z[2 * i + 1] * sine[root];
        im += z[2 * i] * sine[root] + z[2 * i + 1] * cosine[root];
      }
      spectrum[2 * (kN * b + k)] = static_cast<float>(re);
      spectrum[2 * (kN * b + k) + 1] = static_cast<float>(im);
      powers[kN * b + k] = static_cast<float>(re * re + im * im);
    }
  }
  work.Expect(from, spectrum, {.absolute = 2e-4, .relative = 1e-5});
  work.Expect(power, powers, {.absolute = 2e-2, .relative = 1e-4});
  return work;
}

}  // namespace kiln::corpus
