// Makes a failing random kernel small.
#ifndef KILN_TESTS_FUZZ_REDUCE_H_
#define KILN_TESTS_FUZZ_REDUCE_H_

#include <cstdint>
#include <functional>
#include <vector>

namespace kiln::fuzz {

// A shorter list of decisions, for which `fails` still holds, as it does for `choices`: parts are left out or made 0,
// the largest first, while that helps and fewer than `attempts` were tried. (Delta debugging, after Zeller and
// Hildebrandt, on the decisions instead of the text: whatever is left makes a valid kernel.)
std::vector<std::uint32_t> Reduce(std::vector<std::uint32_t> choices,
                                  const std::function<bool(const std::vector<std::uint32_t>&)>& fails,
                                  std::uint32_t attempts);

}  // namespace kiln::fuzz

#endif  // KILN_TESTS_FUZZ_REDUCE_H_
