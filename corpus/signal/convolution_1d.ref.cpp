#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Convolution1d() {
  constexpr int kCount = 200100;
  constexpr int kRadius = 12;
  constexpr std::size_t kGroup = 64;
  Random random(50);
  const std::vector<float> signal = random.Floats(kCount, -1, 1);
  const std::vector<float> filter = random.Floats(2 * kRadius + 1, -1, 1);

  Workload work;
  const BufferId signal_buffer = work.Input("signal", signal);
  const BufferId filter_buffer = work.Input("filter", filter);
  const BufferId out = work.Output<float>("out", kCount);
  work.Run("convolution_1d", {(kCount + kGroup - 1) / kGroup * kGroup}, {kGroup},
           {signal_buffer, filter_buffer, Value(kRadius), out, Value(kCount), Local<float>(kGroup + 2 * kRadius)});

  std::vector<float> expected(kCount);
  for (int i = 0; i < kCount; ++i) {
    double sum = 0;
    for (int tap = 0; tap <= 2 * kRadius; ++tap) {
      const int position = i + kRadius - tap;
      if (position >= 0 && position < kCount) sum += double{filter[tap]} * signal[position];
    }
    expected[i] = static_cast<float>(sum);
  }
  work.Expect(out, expected, {.absolute = 1e-5, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
