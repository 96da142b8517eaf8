#include "harness/values/random.h"

#include <cmath>
#include <cstring>

#include "harness/values/half.h"

namespace kiln::harness {
namespace {

// `value` with all but its `bits` leading fraction bits cleared: what truncation to a narrower format leaves.
double TruncateFraction(double value, int bits) {
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  return std::ldexp(std::trunc(std::ldexp(fraction, bits)), exponent - bits);
}

template <typename T>
void Put(std::byte* at, T value) {
  std::memcpy(at, &value, sizeof(T));
}

}  // namespace

std::uint64_t SplitMix64::Next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

double SplitMix64::NextSigned() {
  return std::ldexp(static_cast<double>(Next() >> 11), -52) - 1.0;
}

void FillRandom(Scalar scalar, std::uint64_t seed, std::span<std::byte> bytes) {
  SplitMix64 random(seed);
  const std::size_t size = SizeOf(scalar);
  for (std::size_t at = 0; at + size <= bytes.size(); at += size) {
    std::byte* const to = bytes.data() + at;
    switch (scalar) {
      case Scalar::kHalf:
        Put(to, DoubleToHalf(TruncateFraction(random.NextSigned(), 11)));
        break;
      case Scalar::kFloat:
        Put(to, static_cast<float>(TruncateFraction(random.NextSigned(), 24)));
        break;
      case Scalar::kDouble:
        Put(to, random.NextSigned());
        break;
      default: {
        const std::uint64_t value = random.Next();
        std::memcpy(to, &value, size);  // little endian: the low bytes
        break;
      }
    }
  }
}

}  // namespace kiln::harness
