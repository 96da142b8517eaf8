// The geometric builtins: errors of whole vectors, whose bounds grow with the width n.
#ifndef KILN_TESTS_PRECISION_GEOMETRIC_H_
#define KILN_TESTS_PRECISION_GEOMETRIC_H_

#include <span>
#include <string>
#include <string_view>

#include "tests/precision/measure.h"

namespace kiln::precision {

struct GeometricFunction {
  std::string_view name;
  enum class Kind : std::uint8_t { kDot, kCross, kLength, kDistance, kNormalize } kind = Kind::kDot;
  bool is_fast = false;  // float alone, and only where no square leaves the range
};

// Sorted by name.
std::span<const GeometricFunction> GeometricFunctions();
bool Exists(const GeometricFunction& function, Type type);

// In ULP, for vectors of n; of dot and cross 1: the tolerance is max * max * (2n - 1) * epsilon, max being the largest
// magnitude of a component, and errors are parts of it.
double BoundOf(const GeometricFunction& function, Type type, int width);
std::string BoundText(const GeometricFunction& function, Type type);  // "2 + n"

// Vectors of 1 to 4.
Result<Measurement> Measure(Session& session, const GeometricFunction& function, const NumberFormat& format);

}  // namespace kiln::precision

#endif  // KILN_TESTS_PRECISION_GEOMETRIC_H_
