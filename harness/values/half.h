// IEEE 754 binary16, as bits.
#ifndef KILN_HARNESS_VALUES_HALF_H_
#define KILN_HARNESS_VALUES_HALF_H_

#include <cstdint>

namespace kiln::harness {

// Exact.
double HalfToDouble(std::uint16_t bits);
// To nearest, ties to even; overflow gives infinity, NaN a quiet NaN of the same sign.
std::uint16_t DoubleToHalf(double value);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALUES_HALF_H_
