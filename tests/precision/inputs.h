// What the builtins are called with: edge cases first, then random numbers.
#ifndef KILN_TESTS_PRECISION_INPUTS_H_
#define KILN_TESTS_PRECISION_INPUTS_H_

#include <vector>

#include "tests/precision/functions.h"

namespace kiln::precision {

struct InputSet {
  std::vector<double> x, y, z;  // as many as the function has operands, else empty
  std::vector<std::int32_t> n;

  std::size_t size() const { return x.size(); }
  Arguments At(std::size_t index) const;
};

// At least `count`. Half of the random numbers are any bit pattern, the others lie where the function is interesting. A
// function of one half: all 65,536, or every (65,536 / count)th.
InputSet MakeInputs(const Function& function, const NumberFormat& format, std::size_t count);

}  // namespace kiln::precision

#endif  // KILN_TESTS_PRECISION_INPUTS_H_
