#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload StreamCompaction() {
  constexpr std::uint32_t kGroup = 128;
  constexpr std::uint32_t kGroups = 1600;
  constexpr std::uint32_t kCount = kGroups * kGroup - 5;
  std::vector<int> in = Random(33).Integers<int>(kCount, 2000);
  for (int& value : in) value -= 1000;

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId counts = work.Output<std::uint32_t>("counts", kGroups);
  const BufferId total = work.Output<std::uint32_t>("total", 1);
  const BufferId out = work.Output<int>("out", kCount);
  work.Run("compact_count", {kGroups * kGroup}, {kGroup}, {in_buffer, Value(kCount), counts});
  work.Run("compact_offsets", {1}, {1}, {counts, Value(kGroups), total});
  work.Run("compact_scatter", {kGroups * kGroup}, {kGroup},
           {in_buffer, Value(kCount), counts, out, Local<std::uint32_t>(2 * kGroup)});

  std::vector<int> expected;
  for (int value : in) {
    if (value > 0 && value % 4 != 3) expected.push_back(value);
  }
  work.Expect(total, std::vector<std::uint32_t>{static_cast<std::uint32_t>(expected.size())});
  work.Expect(out, expected);
  return work;
}

}  // namespace kiln::corpus
