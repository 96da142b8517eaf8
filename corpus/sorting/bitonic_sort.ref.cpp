#include <algorithm>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload BitonicSort() {
  constexpr std::uint32_t kLog2Count = 15;
  constexpr std::uint32_t kLog2Block = 8;
  constexpr std::uint32_t kCount = 1u << kLog2Count;
  constexpr std::uint32_t kGroup = 1u << (kLog2Block - 1);
  struct Pair {
    std::uint32_t key;
    std::uint32_t value;
  };
  Random random(40);
  std::vector<Pair> pairs(kCount);
  for (std::uint32_t i = 0; i < kCount; ++i) {
    pairs[i] = {i * 2654435761u ^ 0x5A5A5A5Au, random.Uint()};  // distinct keys: the order is unique
  }

  Workload work;
  const BufferId pairs_buffer = work.Input("pairs", pairs);
  work.Run("bitonic_local", {kCount / 2}, {kGroup}, {pairs_buffer, Local<Pair>(2 * kGroup)});
  for (std::uint32_t stage = kLog2Block; stage < kLog2Count; ++stage) {
    for (std::uint32_t pass = stage + 1; pass-- > 0;) {
      work.Run("bitonic_pass", {kCount / 2}, {kGroup}, {pairs_buffer, Value(stage), Value(pass)});
    }
  }

  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.key < b.key; });
  std::vector<std::uint32_t> expected;
  for (const Pair& pair : pairs) {
    expected.push_back(pair.key);
    expected.push_back(pair.value);
  }
  work.Expect(pairs_buffer, expected);
  return work;
}

}  // namespace kiln::corpus
