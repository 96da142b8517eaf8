#include <algorithm>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Reduction() {
  constexpr std::uint32_t kCount = 1000003;
  std::vector<int> in = Random(30).Integers<int>(kCount, 2001);
  for (int& value : in) value -= 1000;
  in[777777] = -123456;
  in[kCount - 1] = 654321;

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId sum = work.Input("sum", std::vector<int>{0});
  const BufferId smallest = work.Input("smallest", std::vector<int>{2147483647});
  const BufferId largest = work.Input("largest", std::vector<int>{-2147483647 - 1});
  work.Run("reduce", {64 * 64}, {64}, {in_buffer, Value(kCount), sum, smallest, largest});

  int total = 0;
  for (int value : in) total += value;
  work.Expect(sum, std::vector<int>{total});
  work.Expect(smallest, std::vector<int>{*std::min_element(in.begin(), in.end())});
  work.Expect(largest, std::vector<int>{*std::max_element(in.begin(), in.end())});
  return work;
}

}  // namespace kiln::corpus
