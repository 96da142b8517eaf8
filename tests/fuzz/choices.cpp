#include "tests/fuzz/choices.h"

#include <numeric>

namespace kiln::fuzz {

std::uint32_t Choices::Below(std::uint32_t count) {
  std::uint32_t choice = 0;
  if (!replays_) {
    choice = static_cast<std::uint32_t>(random_() % count);
  } else if (taken_.size() < recorded_.size()) {
    choice = recorded_[taken_.size()] % count;
  }
  taken_.push_back(choice);
  return choice;
}

bool Choices::Chance(std::uint32_t percent) {
  return Below(100) >= 100 - percent;
}

std::size_t Choices::Weighted(std::initializer_list<std::uint32_t> weights) {
  std::uint32_t at = Below(std::accumulate(weights.begin(), weights.end(), 0U));
  std::size_t index = 0;
  for (const std::uint32_t weight : weights) {
    if (at < weight) break;
    at -= weight;
    ++index;
  }
  return index;
}

}  // namespace kiln::fuzz
