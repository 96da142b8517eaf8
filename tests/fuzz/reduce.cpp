#include "tests/fuzz/reduce.h"

#include <algorithm>

namespace kiln::fuzz {
namespace {

using Choices = std::vector<std::uint32_t>;

Choices Without(const Choices& choices, std::size_t begin, std::size_t size) {
  Choices shorter(choices.begin(), choices.begin() + static_cast<std::ptrdiff_t>(begin));
  shorter.insert(shorter.end(), choices.begin() + static_cast<std::ptrdiff_t>(std::min(begin + size, choices.size())),
                 choices.end());
  return shorter;
}

Choices WithZeros(Choices choices, std::size_t begin, std::size_t size) {
  std::fill(choices.begin() + static_cast<std::ptrdiff_t>(begin),
            choices.begin() + static_cast<std::ptrdiff_t>(std::min(begin + size, choices.size())), 0);
  return choices;
}

}  // namespace

Choices Reduce(Choices choices, const std::function<bool(const Choices&)>& fails, std::uint32_t attempts) {
  const auto accept = [&](Choices candidate) {
    if (attempts == 0 || candidate == choices) return false;
    --attempts;
    if (!fails(candidate)) return false;
    choices = std::move(candidate);
    return true;
  };
  for (bool helped = true; helped && attempts > 0;) {
    helped = false;
    for (std::size_t size = std::max<std::size_t>(choices.size() / 2, 1); size > 0 && attempts > 0; size /= 2) {
      // From the end: what comes later depends on what comes before.
      for (std::size_t end = choices.size(); end > 0 && attempts > 0;) {
        const std::size_t begin = end > size ? end - size : 0;
        if (accept(Without(choices, begin, size)) || accept(WithZeros(choices, begin, size))) helped = true;
        end = std::min(begin, choices.size());
      }
    }
  }
  return choices;
}

}  // namespace kiln::fuzz
