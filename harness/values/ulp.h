// Distances between floating-point values in units of the last place.
#ifndef KILN_HARNESS_VALUES_ULP_H_
#define KILN_HARNESS_VALUES_ULP_H_

#include <cstdint>

namespace kiln::harness {

inline constexpr std::uint64_t kUlpNever = ~std::uint64_t{0};

// How many steps of the format lie between two values: 0 for equal values, for +0 and -0, and for two NaNs; kUlpNever
// between a NaN and a number. Infinity is one step beyond the largest finite value.
std::uint64_t UlpDistance(double a, double b);
std::uint64_t UlpDistance(float a, float b);
std::uint64_t HalfUlpDistance(std::uint16_t a, std::uint16_t b);  // bits of halves

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALUES_ULP_H_
