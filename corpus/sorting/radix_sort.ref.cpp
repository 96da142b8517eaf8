#include <algorithm>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload RadixSort() {
  constexpr std::uint32_t kGroup = 128;
  constexpr std::uint32_t kGroups = 256;
  constexpr std::uint32_t kCount = kGroups * kGroup;
  Random random(41);
  std::vector<std::uint32_t> keys(kCount);
  for (std::uint32_t& key : keys) key = random.Uint() >> random.Below(24);  // duplicates among the small ones

  Workload work;
  BufferId from = work.Input("keys", keys);
  BufferId to = work.Output<std::uint32_t>("sorted", kCount);
  const BufferId counts = work.Output<std::uint32_t>("counts", 16 * kGroups);
  for (std::uint32_t shift = 0; shift < 32; shift += 4) {
    work.Run("radix_count", {kCount}, {kGroup}, {from, Value(shift), counts});
    work.Run("radix_scan", {1}, {1}, {counts, Value(16 * kGroups)});
    work.Run("radix_scatter", {kCount}, {kGroup}, {from, to, Value(shift), counts});
    std::swap(from, to);
  }

  std::sort(keys.begin(), keys.end());
  work.Expect(from, keys);
  return work;
}

}  // namespace kiln::corpus
