#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Histogram() {
  constexpr std::uint32_t kCount = 1u << 20;
  Random random(32);
  std::vector<std::uint8_t> data(kCount);
  for (std::uint8_t& byte : data) {
    byte = static_cast<std::uint8_t>(random.Below(16) * random.Below(17));  // a skewed distribution with empty bins
  }

  Workload work;
  const BufferId data_buffer = work.Input("data", data);
  const BufferId bins = work.Input("bins", std::vector<std::uint32_t>(256, 0));
  work.Run("histogram", {64 * 128}, {128}, {data_buffer, Value(kCount / 4), bins});

  std::vector<std::uint32_t> expected(256, 0);
  for (std::uint8_t byte : data) ++expected[byte];
  work.Expect(bins, expected);
  return work;
}

}  // namespace kiln::corpus
