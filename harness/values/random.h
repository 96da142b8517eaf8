// The random numbers of `--arg=...=random:SEED` and of `random` buffers: the same on every machine.
#ifndef KILN_HARNESS_VALUES_RANDOM_H_
#define KILN_HARNESS_VALUES_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "harness/values/element.h"

namespace kiln::harness {

// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014).
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}
  std::uint64_t Next();
  // Uniform in [-1, 1): the upper 53 bits, scaled.
  double NextSigned();

 private:
  std::uint64_t state_;
};

// Fills `bytes` with consecutive scalars: integers take the low bits of Next(), floating types NextSigned(), rounded
// towards zero to the type so that 1 never appears.
void FillRandom(Scalar scalar, std::uint64_t seed, std::span<std::byte> bytes);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALUES_RANDOM_H_
