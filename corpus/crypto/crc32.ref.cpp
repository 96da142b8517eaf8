#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {

Workload Crc32() {
  constexpr std::uint32_t kRecords = 10000;
  constexpr std::uint32_t kRecordSize = 77;  // four steps of 16 bytes and a tail of 13, records not aligned
  const std::vector<std::uint8_t> bytes = Random(92).Integers<std::uint8_t>(kRecords * kRecordSize, 256);

  Workload work;
  const BufferId bytes_buffer = work.Input("bytes", bytes);
  const BufferId crcs = work.Output<std::uint32_t>("crcs", kRecords);
  work.Run("crc32", {10112}, {128}, {bytes_buffer, Value(kRecordSize), crcs, Value(kRecords)});

  // Polynomial division bit by bit.
  std::vector<std::uint32_t> expected(kRecords);
  for (std::uint32_t record = 0; record < kRecords; ++record) {
    std::uint32_t crc = ~0u;
    for (std::uint32_t bit = 0; bit < 8 * kRecordSize; ++bit) {
      const std::uint32_t next = bytes[record * kRecordSize + bit / 8] >> (bit % 8) & 1u;
      crc = (crc >> 1) ^ (((crc ^ next) & 1u) != 0 ? 0xEDB88320u : 0u);
    }
    expected[record] = ~crc;
  }
  work.Expect(crcs, expected);
  return work;
}

}  // namespace kiln::corpus
