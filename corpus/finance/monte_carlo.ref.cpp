#include <cmath>
#include <numbers>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {
namespace {

struct Uint4 {
  std::uint32_t word[4];
};
struct Uint2 {
  std::uint32_t word[2];
};

Uint4 Philox(Uint4 counter, Uint2 key) {
  for (std::uint32_t round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53} * counter.word[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57} * counter.word[2];
    const std::uint32_t key0 = key.word[0] + round * 0x9E3779B9u;
    const std::uint32_t key1 = key.word[1] + round * 0xBB67AE85u;
    counter = {{static_cast<std::uint32_t>(b >> 32) ^ counter.word[1] ^ key0, static_cast<std::uint32_t>(b),
                static_cast<std::uint32_t>(a >> 32) ^ counter.word[3] ^ key1, static_cast<std::uint32_t>(a)}};
  }
  return counter;
}

}  // namespace

Workload MonteCarlo() {
  constexpr std::uint32_t kPaths = 16384;
  constexpr std::uint32_t kBlocks = 8;
  constexpr std::uint32_t kRandomBlocks = 8192;
  constexpr float kSpot = 100;
  constexpr float kStrike = 95;
  constexpr float kDrift = 0.0005f;
  constexpr float kDeviation = 0.04f;
  constexpr Uint2 kKey = {{20261121, 7}};

  Random random(81);
  std::vector<Uint4> counters(kRandomBlocks);
  std::vector<Uint2> keys(kRandomBlocks);
  std::vector<std::uint32_t> expected_blocks;
  for (std::uint32_t i = 0; i < kRandomBlocks; ++i) {
    counters[i] = {{random.Uint(), random.Uint(), random.Uint(), random.Uint()}};
    keys[i] = {{random.Uint(), random.Uint()}};
    const Uint4 block = Philox(counters[i], keys[i]);
    expected_blocks.insert(expected_blocks.end(), block.word, block.word + 4);
  }

  Workload work;
  const BufferId counters_buffer = work.Input("counters", counters);
  const BufferId keys_buffer = work.Input("keys", keys);
  const BufferId blocks = work.Output<std::uint32_t>("random", 4 * kRandomBlocks);
  const BufferId payoffs = work.Output<float>("payoffs", kPaths);
  work.Run("philox_block", {kRandomBlocks}, {64}, {counters_buffer, keys_buffer, blocks});
  work.Run("monte_carlo", {kPaths}, {64},
           {payoffs, Value(kSpot), Value(kStrike), Value(kDrift), Value(kDeviation), Value(kBlocks), Value(kKey)});

  std::vector<float> expected(kPaths);
  for (std::uint32_t path = 0; path < kPaths; ++path) {
    double logarithm = 0;
    double sum = 0;
    for (std::uint32_t step = 0; step < 4 * kBlocks; ++step) {
      const Uint4 bits = Philox({{path, step / 4, 0, 0}}, kKey);
      const std::uint32_t pair = step % 4 / 2 * 2;
      const double u = ((bits.word[pair] >> 9) + 0.5) / 8388608;
      const double v = ((bits.word[pair + 1] >> 9) + 0.5) / 8388608;
      const double angle = 2 * std::numbers::pi * v;
      const double normal = std::sqrt(-2 * std::log(u)) * (step % 2 == 0 ? std::cos(angle) : std::sin(angle));
      logarithm += kDrift + kDeviation * normal;
      sum += std::exp(logarithm);
    }
    expected[path] = static_cast<float>(std::fmax(kSpot * sum / (4 * kBlocks) - kStrike, 0));
  }
  work.Expect(blocks, expected_blocks);
  work.Expect(payoffs, expected, {.absolute = 1e-3, .relative = 1e-5});
  return work;
}

}  // namespace kiln::corpus
