#include "tests/precision/references.h"

#include <algorithm>
#include <climits>
#include <cmath>

namespace kiln::precision {
namespace {

void Set(mpfr_ptr number, double value) {
  mpfr_set_d(number, value, MPFR_RNDN);
}

void ScaleByPi(Truth& t, bool divides) {
  mpfr_const_pi(t.scratch, MPFR_RNDN);
  mpfr_div_ui(t.scratch, t.scratch, 180, MPFR_RNDN);
  if (divides) {
    mpfr_div(t.real, t.x, t.scratch, MPFR_RNDN);
  } else {
    mpfr_mul(t.real, t.x, t.scratch, MPFR_RNDN);
  }
}

// C99 leaves the sign of a zero that is the larger or smaller of two open.
void Extremum(Truth& t, double value, bool both_zero) {
  Set(t.real, value);
  t.any_sign_of_zero = both_zero;
}

// The numbers of a format as integers in their order, both zeros 0.
double NumberAfter(const NumberFormat& format, double x, double y) {
  if (std::isnan(x) || std::isnan(y)) return x + y;
  if (x == y) return y;
  return format.Neighbour(x, y > x);
}

}  // namespace

void Ceil(Truth& t, const Arguments&) {
  mpfr_ceil(t.real, t.x);
}
void Floor(Truth& t, const Arguments&) {
  mpfr_floor(t.real, t.x);
}
void Rint(Truth& t, const Arguments&) {
  mpfr_rint(t.real, t.x, MPFR_RNDN);
}
void Round(Truth& t, const Arguments&) {
  mpfr_round(t.real, t.x);
}
void Trunc(Truth& t, const Arguments&) {
  mpfr_trunc(t.real, t.x);
}

// So near to zero for large negative numbers that MPFR has no exponent for it.
void Tgamma(Truth& t, const Arguments& a) {
  mpfr_gamma(t.real, t.x, MPFR_RNDN);
  t.any_sign_of_zero = a.x < 0;
}

void Clamp(Truth& t, const Arguments& a) {
  const double value = std::min(std::max(a.x, a.y), a.z);
  Extremum(t, value, value == 0);
}
void CopySign(Truth& t, const Arguments& a) {
  Set(t.real, std::copysign(a.x, a.y));
}
void Degrees(Truth& t, const Arguments&) {
  ScaleByPi(t, true);
}
void Radians(Truth& t, const Arguments&) {
  ScaleByPi(t, false);
}
void Fma(Truth& t, const Arguments&) {
  mpfr_fma(t.real, t.x, t.y, t.z, MPFR_RNDN);
}
void Fmax(Truth& t, const Arguments& a) {
  Extremum(t, std::fmax(a.x, a.y), a.x == 0 && a.y == 0);
}
void Fmin(Truth& t, const Arguments& a) {
  Extremum(t, std::fmin(a.x, a.y), a.x == 0 && a.y == 0);
}

// Either a fused multiply-add or both operations rounded.
void Mad(Truth& t, const Arguments&) {
  mpfr_fma(t.real, t.x, t.y, t.z, MPFR_RNDN);
  mpfr_mul(t.alternative, t.x, t.y, MPFR_RNDN);
  // A product of doubles has more digits than a double; to round it once, MPFR must.
  mpfr_t product;
  mpfr_init2(product, t.format.digits);
  mpfr_mul(product, t.x, t.y, MPFR_RNDN);
  const double rounded = t.format.Round(mpfr_get_d(product, MPFR_RNDN));
  mpfr_clear(product);
  Set(t.alternative, rounded);
  mpfr_add(t.alternative, t.alternative, t.z, MPFR_RNDN);
  t.has_alternative = true;
}

void MaxMag(Truth& t, const Arguments& a) {
  const double x = std::fabs(a.x), y = std::fabs(a.y);
  const double value = x > y ? a.x : y > x ? a.y : std::fmax(a.x, a.y);
  Extremum(t, value, x == 0 && y == 0);
}
void MinMag(Truth& t, const Arguments& a) {
  const double x = std::fabs(a.x), y = std::fabs(a.y);
  const double value = x < y ? a.x : y < x ? a.y : std::fmin(a.x, a.y);
  Extremum(t, value, x == 0 && y == 0);
}

void Fract(Truth& t, const Arguments& a) {
  mpfr_floor(t.second, t.x);
  if (std::isinf(a.x)) {
    Set(t.real, std::copysign(0.0, a.x));
    return;
  }
  mpfr_sub(t.real, t.x, t.second, MPFR_RNDN);
  if (mpfr_zero_p(t.real) != 0) Set(t.real, a.x == 0 ? a.x : 0.0);
  // fmin(x - floor(x), the largest number below 1)
  const double limit = 1 - t.format.Epsilon() / 2;
  if (mpfr_cmp_d(t.real, limit) > 0) Set(t.real, limit);
}

void Frexp(Truth& t, const Arguments& a) {
  int exponent = 0;
  const double fraction = std::isfinite(a.x) ? std::frexp(a.x, &exponent) : a.x;
  Set(t.real, fraction);
  t.integer = t.other_integer = exponent;
}

void Ilogb(Truth& t, const Arguments& a) {
  // FP_ILOGB0 and FP_ILOGBNAN, as OpenCL's header has them; either may be what the specification allows.
  t.integer = t.other_integer = a.x == 0          ? INT_MIN
                                : std::isnan(a.x) ? INT_MAX
                                : std::isinf(a.x) ? INT_MAX
                                                  : std::ilogb(a.x);
}
void Logb(Truth& t, const Arguments& a) {
  Set(t.real, std::logb(a.x));
}

void Ldexp(Truth& t, const Arguments& a) {
  mpfr_mul_2si(t.real, t.x, a.n, MPFR_RNDN);
}

void Lgamma(Truth& t, const Arguments& a) {
  int sign = 0;
  mpfr_lgamma(t.real, &sign, t.x, MPFR_RNDN);
  const bool is_pole = a.x == 0 || (a.x < 0 && a.x == std::floor(a.x) && std::isfinite(a.x));
  t.integer = t.other_integer = is_pole ? 0 : sign;
  t.any_integer = std::isnan(a.x) || std::isinf(a.x);
}

void Mix(Truth& t, const Arguments&) {
  mpfr_sub(t.real, t.y, t.x, MPFR_RNDN);
  mpfr_fma(t.real, t.real, t.z, t.x, MPFR_RNDN);
  t.any_sign_of_zero = true;
}

void Modf(Truth& t, const Arguments& a) {
  Set(t.second, std::trunc(a.x));
  Set(t.real, std::copysign(std::isinf(a.x) ? 0.0 : a.x - std::trunc(a.x), a.x));
}

// Beside zero, a device that flushes may step to the smallest normal number, and from it to zero.
void NextAfter(Truth& t, const Arguments& a) {
  const double next = NumberAfter(t.format, a.x, a.y);
  Set(t.real, next);
  t.any_sign_of_zero = a.x == a.y && a.x == 0;
  if (t.format.may_flush && t.format.IsSubnormal(next)) {
    Set(t.alternative,
        std::fabs(a.x) < t.format.SmallestNormal() ? std::copysign(t.format.SmallestNormal(), next) : 0.0);
    t.has_alternative = true;
  }
}

void PowN(Truth& t, const Arguments& a) {
  mpfr_pow_si(t.real, t.x, a.n, MPFR_RNDN);
}

void PowR(Truth& t, const Arguments& a) {
  const bool is_undefined = std::isnan(a.x) || std::isnan(a.y) || a.x < 0 || (a.x == 0 && a.y == 0) ||
                            (std::isinf(a.x) && a.y == 0) || (a.x == 1 && std::isinf(a.y));
  if (is_undefined) {
    mpfr_set_nan(t.real);
    return;
  }
  mpfr_abs(t.scratch, t.x, MPFR_RNDN);
  mpfr_pow(t.real, t.scratch, t.y, MPFR_RNDN);
}

void Reciprocal(Truth& t, const Arguments&) {
  mpfr_ui_div(t.real, 1, t.x, MPFR_RNDN);
}

// At least seven bits of the quotient, with its sign.
void RemQuo(Truth& t, const Arguments& a) {
  long quotient = 0;
  mpfr_remquo(t.real, &quotient, t.x, t.y, MPFR_RNDN);
  const bool is_nan = mpfr_nan_p(t.real) != 0;
  t.integer = t.other_integer = is_nan ? 0 : static_cast<std::int32_t>(quotient % 128);
  t.any_integer = !is_nan && std::isinf(a.y);
  if (t.any_integer) t.integer = 0;
}

void RootN(Truth& t, const Arguments& a) {
  mpfr_rootn_si(t.real, t.x, a.n, MPFR_RNDN);
}

void Rsqrt(Truth& t, const Arguments& a) {
  if (a.x == 0) {
    mpfr_ui_div(t.real, 1, t.x, MPFR_RNDN);
  } else {
    mpfr_rec_sqrt(t.real, t.x, MPFR_RNDN);
  }
}

void Sign(Truth& t, const Arguments& a) {
  Set(t.real, std::isnan(a.x) ? 0.0 : a.x == 0 ? a.x : std::copysign(1.0, a.x));
}
void SinCos(Truth& t, const Arguments&) {
  mpfr_sin_cos(t.real, t.second, t.x, MPFR_RNDN);
}

void SmoothStep(Truth& t, const Arguments&) {
  mpfr_sub(t.real, t.z, t.x, MPFR_RNDN);
  mpfr_sub(t.scratch, t.y, t.x, MPFR_RNDN);
  mpfr_div(t.real, t.real, t.scratch, MPFR_RNDN);
  if (mpfr_cmp_ui(t.real, 0) < 0) Set(t.real, 0);
  if (mpfr_cmp_ui(t.real, 1) > 0) Set(t.real, 1);
  mpfr_mul_2ui(t.scratch, t.real, 1, MPFR_RNDN);
  mpfr_ui_sub(t.scratch, 3, t.scratch, MPFR_RNDN);
  mpfr_mul(t.scratch, t.scratch, t.real, MPFR_RNDN);
  mpfr_mul(t.real, t.scratch, t.real, MPFR_RNDN);
  t.any_sign_of_zero = true;
}
void Step(Truth& t, const Arguments& a) {
  Set(t.real, a.y < a.x ? 0.0 : 1.0);
}

}  // namespace kiln::precision
