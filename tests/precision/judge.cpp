#include "tests/precision/judge.h"

#include <algorithm>
#include <cmath>

namespace kiln::precision {
namespace {

double AbsoluteError(double got, mpfr_srcptr exact) {
  if (mpfr_nan_p(exact) != 0) return std::isnan(got) ? 0 : kWrong;
  if (mpfr_inf_p(exact) != 0) return std::isinf(got) && (got < 0) == (mpfr_sgn(exact) < 0) ? 0 : kWrong;
  if (!std::isfinite(got)) return kWrong;
  return std::fabs(got - mpfr_get_d(exact, MPFR_RNDN));
}

bool IsSpecial(double x) {
  return x == 0 || !std::isfinite(x);
}

bool HasSpecialOperand(const Function& function, const Arguments& a) {
  switch (function.operands) {
    case Operands::kX:
      return IsSpecial(a.x);
    case Operands::kXY:
      return IsSpecial(a.x) || IsSpecial(a.y) || (a.x == 1 && function.inputs == Inputs::kPower);
    case Operands::kXYZ:
      return IsSpecial(a.x) || IsSpecial(a.y) || IsSpecial(a.z);
    case Operands::kXN:
      return IsSpecial(a.x) || a.n == 0 || a.x == 1;
  }
  return false;
}

bool IsNumberOf(const NumberFormat& format, mpfr_srcptr exact) {
  const double value = mpfr_get_d(exact, MPFR_RNDN);
  return mpfr_cmp_d(exact, value) == 0 && format.Round(value) == value;
}

class Comparison {
 public:
  Comparison(const Function& function, Truth& truth, const Outcome& outcome, const Strictness& strictness)
      : function_(function), truth_(truth), outcome_(outcome), strictness_(strictness) {}

  Judgement With(const Arguments& arguments) {
    mpfr_set_d(truth_.x, arguments.x, MPFR_RNDN);
    mpfr_set_d(truth_.y, arguments.y, MPFR_RNDN);
    mpfr_set_d(truth_.z, arguments.z, MPFR_RNDN);
    truth_.has_alternative = truth_.any_sign_of_zero = truth_.any_integer = false;
    function_.reference(truth_, arguments);

    Judgement judgement;
    if (function_.result == ResultKind::kReal) judgement = Real(outcome_.real, truth_.real, arguments);
    if (function_.second == ResultKind::kReal) {
      const Judgement second = Real(outcome_.second, truth_.second, arguments);
      judgement = {std::max(judgement.ulp, second.ulp), std::max(judgement.absolute, second.absolute)};
    }
    const bool has_integer = function_.result == ResultKind::kInteger || function_.second == ResultKind::kInteger;
    if (has_integer && !truth_.any_integer && outcome_.integer != truth_.integer &&
        outcome_.integer != truth_.other_integer) {
      judgement = {kWrong, kWrong};
    }
    return judgement;
  }

 private:
  Judgement Real(double got, mpfr_srcptr exact, const Arguments& arguments) {
    if (strictness_.finite_only) {
      const bool exceeds = mpfr_number_p(exact) == 0 || mpfr_cmpabs(exact, Limit()) > 0;
      if (exceeds || !std::isfinite(got)) return exceeds ? Judgement{} : Judgement{kWrong, kWrong};
    }
    const bool any_sign = truth_.any_sign_of_zero || strictness_.finite_only;
    Judgement judgement{UlpError(got, exact, truth_.format, any_sign), AbsoluteError(got, exact)};
    if (truth_.has_alternative && exact == truth_.real && judgement.ulp > 0.5) {
      judgement.ulp = std::min(judgement.ulp, UlpError(got, truth_.alternative, truth_.format, any_sign));
    }
    if (strictness_.special_cases && judgement.ulp > 0 && HasSpecialOperand(function_, arguments) &&
        IsNumberOf(truth_.format, exact)) {
      judgement.ulp = kWrong;
    }
    return judgement;
  }

  mpfr_srcptr Limit() {
    mpfr_set_d(truth_.scratch, truth_.format.Largest(), MPFR_RNDN);
    return truth_.scratch;
  }

  const Function& function_;
  Truth& truth_;
  const Outcome& outcome_;
  Strictness strictness_;
};

}  // namespace

double UlpError(double got, mpfr_srcptr exact, const NumberFormat& format, bool any_sign_of_zero) {
  if (mpfr_nan_p(exact) != 0 || std::isnan(got)) return mpfr_nan_p(exact) != 0 && std::isnan(got) ? 0 : kWrong;
  if (mpfr_zero_p(exact) != 0) {
    if (got != 0) return std::fabs(got) / format.Smallest();
    return any_sign_of_zero || std::signbit(got) == (mpfr_signbit(exact) != 0) ? 0 : kWrong;
  }
  const bool is_negative = mpfr_sgn(exact) < 0;
  const bool overflows = mpfr_inf_p(exact) != 0 || mpfr_get_exp(exact) - 1 > format.max_exponent;
  if (overflows && std::isinf(got)) return (got < 0) == is_negative ? 0 : kWrong;
  if (mpfr_inf_p(exact) != 0) return kWrong;
  const long exponent = mpfr_get_exp(exact) - 1;
  if (format.may_flush && got == 0 && exponent < format.min_exponent) return 0;

  mpfr_t difference;
  mpfr_init2(difference, mpfr_get_prec(exact));
  if (std::isinf(got)) {
    mpfr_set_si_2exp(difference, got < 0 ? -1 : 1, format.max_exponent + 1, MPFR_RNDN);
  } else {
    mpfr_set_d(difference, got, MPFR_RNDN);
  }
  mpfr_sub(difference, difference, exact, MPFR_RNDN);
  // The numbers below a power of two lie closer together than those above it.
  const bool is_power = mpfr_min_prec(exact) == 1;
  long ulp = std::max<long>(std::min<long>(exponent, format.max_exponent) - (is_power ? 1 : 0), format.min_exponent);
  ulp -= format.digits - 1;
  mpfr_mul_2si(difference, difference, -ulp, MPFR_RNDN);
  const double error = std::fabs(mpfr_get_d(difference, MPFR_RNDN));
  mpfr_clear(difference);
  return error;
}

Judgement Judge(const Function& function, Truth& truth, const Arguments& arguments, const Outcome& outcome,
                const Strictness& strictness) {
  Comparison comparison(function, truth, outcome, strictness);
  Judgement best = comparison.With(arguments);
  const NumberFormat& format = truth.format;
  if (best.ulp <= 0.5 || !format.may_flush) return best;

  // Each subnormal operand may count as itself, as 0 or as -0.
  const int count = function.operands == Operands::kXYZ ? 3 : function.operands == Operands::kXY ? 2 : 1;
  const double operands[3] = {arguments.x, arguments.y, arguments.z};
  const int choices = count == 1 ? 3 : count == 2 ? 9 : 27;
  for (int choice = 1; choice < choices; ++choice) {
    Arguments flushed = arguments;
    double* const places[3] = {&flushed.x, &flushed.y, &flushed.z};
    bool is_allowed = true;
    for (int i = 0, rest = choice; i < count; ++i, rest /= 3) {
      if (rest % 3 == 0) continue;
      is_allowed = is_allowed && format.IsSubnormal(operands[i]);
      *places[i] = rest % 3 == 1 ? 0.0 : -0.0;
    }
    if (!is_allowed) continue;
    const Judgement other = comparison.With(flushed);
    if (other.ulp < best.ulp) best = other;
  }
  return best;
}

}  // namespace kiln::precision
