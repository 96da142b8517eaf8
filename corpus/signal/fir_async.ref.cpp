#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload FirAsync() {
  constexpr std::size_t kTaps = 16;
  constexpr std::size_t kGroup = 64;
  constexpr std::size_t kCount = kGroup * 4000;
  Random random(52);
  const std::vector<float> in = random.Floats(kCount + kTaps - 1, -1, 1);
  const std::vector<float> taps = random.Floats(kTaps, -1, 1);

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId taps_buffer = work.Input("taps", taps);
  const BufferId out = work.Output<float>("out", kCount);
  work.Run("fir_async", {kCount}, {kGroup}, {in_buffer, taps_buffer, out});

  std::vector<float> expected(kCount);
  for (std::size_t i = 0; i < kCount; ++i) {
    double sum = 0;
    for (std::size_t t = 0; t < kTaps; ++t) sum += double{in[i + t]} * taps[t];
    expected[i] = static_cast<float>(sum);
  }
  work.Expect(out, expected, {.absolute = 1e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
