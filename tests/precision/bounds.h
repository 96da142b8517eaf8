// The error that OpenCL allows each builtin.
#ifndef KILN_TESTS_PRECISION_BOUNDS_H_
#define KILN_TESTS_PRECISION_BOUNDS_H_

#include <string>
#include <string_view>

#include "tests/precision/functions.h"

namespace kiln::precision {

struct Bound {
  enum class Kind : std::uint8_t {
    kUlp,
    kAbsolute,
    kNone,  // implementation-defined, or undefined
  };
  Kind kind = Kind::kNone;
  double value = 0;  // 0 ULP: correctly rounded

  std::string Text() const;  // "4", "0.001 absolute", "-"
};

// `name` with its prefix. Math builtins: translator/builtins/builtins.def.
Bound BoundOf(std::string_view name, Type type);

// Of a float under -cl-fast-relaxed-math, for these arguments: the table of -cl-unsafe-math-optimizations, which gives
// no bound outside of some domains.
Bound RelaxedBound(std::string_view name, const Arguments& arguments);

}  // namespace kiln::precision

#endif  // KILN_TESTS_PRECISION_BOUNDS_H_
