// What somebody may have meant.
#ifndef KILN_BASE_NEAREST_H_
#define KILN_BASE_NEAREST_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace kiln {

// How many characters must be inserted, removed, changed or swapped with their neighbour to make one text of the other.
std::size_t EditDistance(std::string_view a, std::string_view b);

// The candidate that is so near to `word` that it may be a misspelling of it: at most a third of its characters differ.
// Empty when none is; the first of several that are as near.
std::string_view Nearest(std::string_view word, std::span<const std::string_view> candidates);

// "; did you mean 'x'?", or nothing.
std::string DidYouMean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace kiln

#endif  // KILN_BASE_NEAREST_H_
