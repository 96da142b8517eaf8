// The decisions that a random kernel is made of. A generator that takes every decision from here is a function of a
// list of numbers: the list can be stored, replayed, and made smaller, which makes the kernel smaller.
#ifndef KILN_TESTS_FUZZ_CHOICES_H_
#define KILN_TESTS_FUZZ_CHOICES_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <span>
#include <vector>

namespace kiln::fuzz {

class Choices {
 public:
  // Decides at random. The same seed decides alike on every platform.
  explicit Choices(std::uint64_t seed) : random_(seed), replays_(false) {}
  // Decides as `recorded` did, and 0 for everything past its end.
  explicit Choices(std::vector<std::uint32_t> recorded) : recorded_(std::move(recorded)), replays_(true) {}

  // A number below `count`, which is positive. 0 is what leads to the smallest kernel.
  std::uint32_t Below(std::uint32_t count);
  // True in `percent` of a hundred cases; false past the end of a replay.
  bool Chance(std::uint32_t percent);
  // An index, as often as its weight says. Past the end of a replay: the first.
  std::size_t Weighted(std::initializer_list<std::uint32_t> weights);
  template <typename T>
  const T& Among(const std::vector<T>& values) {
    return values[Below(static_cast<std::uint32_t>(values.size()))];
  }

  // What was decided so far.
  const std::vector<std::uint32_t>& taken() const { return taken_; }

 private:
  std::mt19937_64 random_;
  std::vector<std::uint32_t> recorded_;
  std::vector<std::uint32_t> taken_;
  bool replays_;
};

}  // namespace kiln::fuzz

#endif  // KILN_TESTS_FUZZ_CHOICES_H_
