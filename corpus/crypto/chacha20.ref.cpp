#include <bit>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {
namespace {

void QuarterRound(std::uint32_t* x, int a, int b, int c, int d) {
  const auto step = [x](int sum, int add, int turn, int bits) {
    x[sum] += x[add];
    x[turn] = std::rotl(x[turn] ^ x[sum], bits);
  };
  step(a, b, d, 16);
  step(c, d, b, 12);
  step(a, b, d, 8);
  step(c, d, b, 7);
}

}  // namespace

Workload Chacha20() {
  constexpr std::uint32_t kBlocks = 8192;
  struct Words8 {
    std::uint32_t word[8];
  };
  struct Words4 {
    std::uint32_t word[4];
  };
  Random random(93);
  std::vector<std::uint32_t> data(16 * kBlocks);
  for (std::uint32_t& word : data) word = random.Uint();
  Words8 key;
  for (std::uint32_t& word : key.word) word = random.Uint();
  const Words4 counter_nonce = {{1, random.Uint(), random.Uint(), random.Uint()}};

  Workload work;
  const BufferId data_buffer = work.Input("data", data);
  work.Run("chacha20", {kBlocks}, {64}, {data_buffer, Value(key), Value(counter_nonce)});

  for (std::uint32_t block = 0; block < kBlocks; ++block) {
    std::uint32_t start[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
    for (int i = 0; i < 8; ++i) start[4 + i] = key.word[i];
    for (int i = 0; i < 4; ++i) start[12 + i] = counter_nonce.word[i] + (i == 0 ? block : 0);
    std::uint32_t x[16];
    std::copy(start, start + 16, x);
    for (int round = 0; round < 10; ++round) {
      for (int i = 0; i < 4; ++i) QuarterRound(x, i, 4 + i, 8 + i, 12 + i);
      for (int i = 0; i < 4; ++i) QuarterRound(x, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
    }
    for (int i = 0; i < 16; ++i) data[16 * block + i] ^= x[i] + start[i];
  }
  work.Expect(data_buffer, data);
  return work;
}

}  // namespace kiln::corpus
