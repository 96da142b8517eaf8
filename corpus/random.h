// Deterministic test data: SplitMix64 (Steele, Lea, Flood 2014), the same numbers on every machine and library.
#ifndef KILN_CORPUS_RANDOM_H_
#define KILN_CORPUS_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kiln::corpus {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::uint32_t Uint() { return static_cast<std::uint32_t>(Next() >> 32); }
  // 0 .. bound - 1; the bias of the modulo does not matter to a test.
  std::uint32_t Below(std::uint32_t bound) { return Uint() % bound; }
  // Uniform in [low, high), with 24 random bits.
  float Float(float low, float high) { return low + (high - low) * (static_cast<float>(Next() >> 40) * 0x1p-24f); }

  std::vector<float> Floats(std::size_t count, float low, float high) {
    std::vector<float> values(count);
    for (float& value : values) value = Float(low, high);
    return values;
  }
  // Integers in 0 .. bound - 1 of any type.
  template <typename T>
  std::vector<T> Integers(std::size_t count, std::uint32_t bound) {
    std::vector<T> values(count);
    for (T& value : values) value = static_cast<T>(Below(bound));
    return values;
  }

 private:
  std::uint64_t state_;
};

}  // namespace kiln::corpus

#endif  // KILN_CORPUS_RANDOM_H_
