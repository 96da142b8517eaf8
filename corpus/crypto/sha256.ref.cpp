#include <array>
#include <bit>

#include "corpus/case.h"
#include "corpus/random.h"

namespace kiln::corpus {
namespace {

// Bits 1 to 32 behind the binary point of a root of `prime`, by integer bisection.
std::uint32_t RootFraction(std::uint64_t prime, int degree) {
  // Finds the largest candidate whose power does not exceed prime * 2^(32 * degree), in numbers of 128 bits.
  __extension__ using Wide = unsigned __int128;
  std::uint64_t low = 0;
  std::uint64_t high = std::uint64_t{1} << 37;
  while (high - low > 1) {
    const std::uint64_t middle = (low + high) / 2;
    const bool too_large = degree == 2 ? static_cast<Wide>(middle) * middle > static_cast<Wide>(prime) << 64
                                       : static_cast<Wide>(middle) * middle * middle > static_cast<Wide>(prime) << 96;
    (too_large ? high : low) = middle;
  }
  return static_cast<std::uint32_t>(low);
}

std::vector<std::uint32_t> Primes(std::size_t count) {
  std::vector<std::uint32_t> primes;
  for (std::uint32_t n = 2; primes.size() < count; ++n) {
    bool prime = true;
    for (std::uint32_t p : primes) prime = prime && n % p != 0;
    if (prime) primes.push_back(n);
  }
  return primes;
}

// FIPS 180-4, by the book: sixty-four message words, constants derived from primes.
std::array<std::uint32_t, 8> Sha256Of(std::vector<std::uint8_t> message) {
  static const std::vector<std::uint32_t> kPrimes = Primes(64);
  static const std::vector<std::uint32_t> kConstants = [] {
    std::vector<std::uint32_t> constants;
    for (std::uint32_t prime : kPrimes) constants.push_back(RootFraction(prime, 3));
    return constants;
  }();
  std::array<std::uint32_t, 8> state;
  for (int i = 0; i < 8; ++i) state[i] = RootFraction(kPrimes[i], 2);

  const std::uint64_t bits = std::uint64_t{message.size()} * 8;
  message.push_back(0x80);
  while (message.size() % 64 != 56) message.push_back(0);
  for (int shift = 56; shift >= 0; shift -= 8) message.push_back(static_cast<std::uint8_t>(bits >> shift));

  for (std::size_t block = 0; block < message.size(); block += 64) {
    std::uint32_t w[64];
    for (int i = 0; i < 16; ++i) {
      const std::uint8_t* p = &message[block + 4 * i];
      w[i] = std::uint32_t{p[0]} << 24 | p[1] << 16 | p[2] << 8 | p[3];
    }
    for (int i = 16; i < 64; ++i) {
      const std::uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
      const std::uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (int i = 0; i < 64; ++i) {
      const std::uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
      const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + kConstants[i] + w[i];
      const std::uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
      const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    const std::uint32_t sums[8] = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; ++i) state[i] += sums[i];
  }
  return state;
}

}  // namespace

Workload Sha256() {
  constexpr std::uint32_t kCount = 8000;
  Random random(91);
  std::vector<std::uint8_t> bytes;
  std::vector<std::uint32_t> offsets = {0};
  std::vector<std::uint32_t> expected;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    std::vector<std::uint8_t> message(i % 150);
    for (std::uint8_t& byte : message) byte = static_cast<std::uint8_t>(random.Below(256));
    bytes.insert(bytes.end(), message.begin(), message.end());
    offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
    const auto digest = Sha256Of(message);
    expected.insert(expected.end(), digest.begin(), digest.end());
  }

  Workload work;
  const BufferId bytes_buffer = work.Input("bytes", bytes);
  const BufferId offsets_buffer = work.Input("offsets", offsets);
  const BufferId digests = work.Output<std::uint32_t>("digests", 8 * kCount);
  work.Run("sha256", {8064}, {64}, {bytes_buffer, offsets_buffer, digests, Value(kCount)});
  work.Expect(digests, expected);
  return work;
}

}  // namespace kiln::corpus
