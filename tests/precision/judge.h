// How far a result is from the exact one, by the rules of OpenCL.
#ifndef KILN_TESTS_PRECISION_JUDGE_H_
#define KILN_TESTS_PRECISION_JUDGE_H_

#include <limits>

#include "tests/precision/functions.h"

namespace kiln::precision {

inline constexpr double kWrong = std::numeric_limits<double>::infinity();

struct Judgement {
  double ulp = 0;  // the larger error of the two results; kWrong for a wrong special case or integer
  double absolute = 0;
};

struct Strictness {
  // Results at zeros, infinities and NaN that are numbers of the format must be met exactly.
  bool special_cases = true;
  // NaN and infinities may be taken for anything, and so may the sign of zero.
  bool finite_only = false;
};

// The distance of one number to the exact value. An infinity counts as the power of two behind the largest number.
double UlpError(double got, mpfr_srcptr exact, const NumberFormat& format, bool any_sign_of_zero);

// Where the format may flush, the results for flushed operands count as well (7.5.3 of the specification).
Judgement Judge(const Function& function, Truth& truth, const Arguments& arguments, const Outcome& outcome,
                const Strictness& strictness);

}  // namespace kiln::precision

#endif  // KILN_TESTS_PRECISION_JUDGE_H_
