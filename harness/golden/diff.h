// The first place where two texts differ.
#ifndef KILN_HARNESS_GOLDEN_DIFF_H_
#define KILN_HARNESS_GOLDEN_DIFF_H_

#include <string>
#include <string_view>

namespace kiln::harness {

// One hunk of a unified diff with three lines of context, "-" for `before` and "+" for `after`; empty when they are
// equal. A hunk that would be very long is cut, and says so.
std::string FirstDifference(std::string_view before, std::string_view after);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_GOLDEN_DIFF_H_
