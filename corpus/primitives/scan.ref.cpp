#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Scan() {
  constexpr std::uint32_t kGroup = 128;
  constexpr std::uint32_t kBlock = 2 * kGroup;
  constexpr std::uint32_t kBlocks = 250;  // their sums fit one more block
  constexpr std::uint32_t kCount = kBlocks * kBlock - 77;
  const std::vector<std::uint32_t> in = Random(31).Integers<std::uint32_t>(kCount, 1000);

  Workload work;
  const BufferId in_buffer = work.Input("in", in);
  const BufferId out = work.Output<std::uint32_t>("out", kCount);
  const BufferId sums = work.Output<std::uint32_t>("block_sums", kBlocks);
  const BufferId offsets = work.Output<std::uint32_t>("block_offsets", kBlocks);
  const BufferId total = work.Output<std::uint32_t>("total", 1);
  const LocalArgument temp = Local<std::uint32_t>(kBlock);
  work.Run("scan_blocks", {kBlocks * kGroup}, {kGroup}, {in_buffer, out, sums, Value(kCount), temp});
  work.Run("scan_blocks", {kGroup}, {kGroup}, {sums, offsets, total, Value(kBlocks), temp});
  work.Run("scan_add", {kBlocks * kGroup}, {kGroup}, {out, offsets, Value(kCount)});

  std::vector<std::uint32_t> expected(kCount);
  std::uint32_t sum = 0;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    expected[i] = sum;
    sum += in[i];
  }
  work.Expect(out, expected);
  work.Expect(total, std::vector<std::uint32_t>{sum});
  return work;
}

}  // namespace kiln::corpus
