#include <array>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {
namespace {

using Block = std::array<std::uint8_t, 16>;

std::uint8_t Multiply(std::uint8_t a, std::uint8_t b) {
  std::uint8_t product = 0;
  for (; b != 0; b >>= 1) {
    if ((b & 1) != 0) product ^= a;
    a = static_cast<std::uint8_t>((a << 1) ^ ((a & 0x80) != 0 ? 0x1B : 0));
  }
  return product;
}

// FIPS 197, 5.1.1: the inverse in GF(2^8), then an affine map.
std::array<std::uint8_t, 256> MakeSbox() {
  std::array<std::uint8_t, 256> sbox{};
  for (int a = 0; a < 256; ++a) {
    std::uint8_t inverse = 0;
    for (int b = 1; a != 0 && b < 256 && inverse == 0; ++b) {
      if (Multiply(static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b)) == 1) {
        inverse = static_cast<std::uint8_t>(b);
      }
    }
    int value = inverse;
    for (int i = 1; i < 5; ++i) value ^= (inverse << i) | (inverse >> (8 - i));
    sbox[a] = static_cast<std::uint8_t>(value ^ 0x63);
  }
  return sbox;
}

Block Round(const std::array<std::uint8_t, 256>& sbox, const Block& state, const Block& key, bool last) {
  Block result;
  for (int column = 0; column < 4; ++column) {
    std::uint8_t in[4];
    for (int row = 0; row < 4; ++row) in[row] = sbox[state[(column + row) % 4 * 4 + row]];
    for (int row = 0; row < 4; ++row) {
      const std::uint8_t mixed = static_cast<std::uint8_t>(Multiply(in[row], 2) ^ Multiply(in[(row + 1) % 4], 3) ^
                                                           in[(row + 2) % 4] ^ in[(row + 3) % 4]);
      result[column * 4 + row] = static_cast<std::uint8_t>((last ? in[row] : mixed) ^ key[column * 4 + row]);
    }
  }
  return result;
}

std::vector<std::uint8_t> Flatten(const std::vector<Block>& blocks) {
  std::vector<std::uint8_t> bytes;
  for (const Block& block : blocks) bytes.insert(bytes.end(), block.begin(), block.end());
  return bytes;
}

std::vector<Block> RandomBlocks(Random& random, std::size_t count) {
  std::vector<Block> blocks(count);
  for (Block& block : blocks) {
    for (std::uint8_t& byte : block) byte = static_cast<std::uint8_t>(random.Below(256));
  }
  return blocks;
}

}  // namespace

Workload AesRound() {
  constexpr std::size_t kCount = 16384;
  Random random(90);
  const std::vector<Block> plain = RandomBlocks(random, kCount);
  const std::vector<Block> keys = RandomBlocks(random, kCount);  // the first eleven serve as an expanded key

  Workload work;
  const BufferId states_buffer = work.Input("states", plain);
  const BufferId plain_buffer = work.Input("plain", plain);
  const BufferId keys_buffer = work.Input("round_keys", keys);
  const BufferId expanded_buffer = work.Input("expanded_key", std::vector<Block>(keys.begin(), keys.begin() + 11));
  const BufferId cipher = work.Output<std::uint8_t>("cipher", 16 * kCount);
  work.Run("aes_round", {kCount}, {64}, {states_buffer, keys_buffer});
  work.Run("aes128_encrypt", {kCount}, {64}, {plain_buffer, cipher, expanded_buffer});

  const auto sbox = MakeSbox();
  std::vector<Block> rounds;
  std::vector<Block> ciphers;
  for (std::size_t i = 0; i < kCount; ++i) {
    rounds.push_back(Round(sbox, plain[i], keys[i], false));
    Block state = plain[i];
    for (int b = 0; b < 16; ++b) state[b] ^= keys[0][b];
    for (int round = 1; round <= 10; ++round) state = Round(sbox, state, keys[round], round == 10);
    ciphers.push_back(state);
  }
  work.Expect(states_buffer, Flatten(rounds));
  work.Expect(cipher, Flatten(ciphers));
  return work;
}

}  // namespace kiln::corpus
