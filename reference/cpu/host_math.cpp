#include "reference/cpu/host_math.h"

#include <cfenv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

namespace kiln::reference::cpu {
namespace {

using Half = _Float16;

template <typename T>
constexpr T kPi = static_cast<T>(3.141592653589793238462643383279502884L);
template <typename T>
constexpr T kLimitNan = std::numeric_limits<T>::quiet_NaN();

// ---- Of one number. Those without a name in the host's library: the argument is reduced exactly, then scaled.
template <typename T>
T SinPi(T x) {
  if (!std::isfinite(x)) return kLimitNan<T>;
  const T r = std::remainder(x, T{2});  // exact, in [-1, 1]
  if (r == std::trunc(r)) return std::copysign(T{0}, x);
  if (std::fabs(r) > T{0.5}) return std::copysign(std::sin(kPi<T> * (1 - std::fabs(r))), r);
  return std::sin(kPi<T> * r);
}
template <typename T>
T CosPi(T x) {
  if (!std::isfinite(x)) return kLimitNan<T>;
  const T r = std::fabs(std::remainder(x, T{2}));
  if (r == T{0.5}) return 0;
  if (r <= T{0.25}) return std::cos(kPi<T> * r);
  if (r < T{0.75}) return std::sin(kPi<T> * (T{0.5} - r));
  return -std::cos(kPi<T> * (1 - r));
}
// +0 and -0 alternate between the whole numbers, infinities between the halves.
template <typename T>
T TanPi(T x) {
  if (!std::isfinite(x)) return kLimitNan<T>;
  const T r = std::remainder(x, T{2});
  if (std::fabs(r) == T{0.5}) return std::copysign(std::numeric_limits<T>::infinity(), r);
  if (r == std::trunc(r)) return std::copysign(T{0}, std::fabs(r) == 1 ? -x : x);
  return SinPi(x) / CosPi(x);
}

#define KILN_UNARY(M)                                                                                                 \
  M(acos, std::acos(x))                                                                                               \
  M(acosh, std::acosh(x)) M(acospi, std::acos(x) / kPi<T>) M(asin, std::asin(x)) M(asinh, std::asinh(x))              \
      M(asinpi, std::asin(x) / kPi<T>) M(atan, std::atan(x)) M(atanh, std::atanh(x)) M(atanpi, std::atan(x) / kPi<T>) \
          M(cbrt, std::cbrt(x)) M(ceil, std::ceil(x)) M(cos, std::cos(x)) M(cosh, std::cosh(x)) M(cospi, CosPi(x))    \
              M(erf, std::erf(x)) M(erfc, std::erfc(x)) M(exp, std::exp(x)) M(exp2, std::exp2(x))                     \
                  M(exp10, std::pow(T{10}, x)) M(expm1, std::expm1(x)) M(fabs, std::fabs(x)) M(floor, std::floor(x))  \
                      M(lgamma, LgammaOf(x)) M(log, std::log(x)) M(log2, std::log2(x)) M(log10, std::log10(x))        \
                          M(log1p, std::log1p(x)) M(rint, std::rint(x)) M(round, std::round(x))                       \
                              M(rsqrt, 1 / std::sqrt(x)) M(sin, std::sin(x)) M(sinh, std::sinh(x)) M(sinpi, SinPi(x)) \
                                  M(sqrt, std::sqrt(x)) M(tan, std::tan(x)) M(tanh, std::tanh(x)) M(tanpi, TanPi(x))  \
                                      M(tgamma, std::tgamma(x)) M(trunc, std::trunc(x))

// The sign goes to `sign`: 0 where the function has a pole.
double Lgamma(double x, int& sign) {
  return lgamma_r(x, &sign);
}
long double Lgamma(long double x, int& sign) {
  return lgammal_r(x, &sign);
}
template <typename T>
T LgammaOf(T x) {
  int ignored = 0;
  return Lgamma(x, ignored);
}

// ---- Of two numbers.
// Defined for x >= 0 only, and undefined where a limit would be: OpenCL C 6.15.2.
template <typename T>
T Powr(T x, T y) {
  if (x < 0 || std::isnan(x) || std::isnan(y)) return kLimitNan<T>;
  if (x == 0 && y == 0) return kLimitNan<T>;
  if (std::isinf(x) && y == 0) return kLimitNan<T>;
  if (x == 1 && std::isinf(y)) return kLimitNan<T>;
  if (x == 0) return y < 0 ? std::numeric_limits<T>::infinity() : T{0};
  return std::pow(x, y);
}

#define KILN_BINARY(M)                                                                               \
  M(atan2, std::atan2(x, y))                                                                         \
  M(atan2pi, std::atan2(x, y) / kPi<T>) M(copysign, std::copysign(x, y)) M(fdim, std::fdim(x, y))    \
      M(fmod, std::fmod(x, y)) M(hypot, std::hypot(x, y)) M(pow, std::pow(x, y)) M(powr, Powr(x, y)) \
          M(remainder, std::remainder(x, y))

template <typename T>
T PowN(T x, int n) {
  return std::pow(x, static_cast<T>(n));
}
template <typename T>
T RootN(T x, int n) {
  if (n == 0 || (x < 0 && n % 2 == 0)) return kLimitNan<T>;
  if (x == 0) {
    const T result = n > 0 ? T{0} : std::numeric_limits<T>::infinity();
    return n % 2 != 0 ? std::copysign(result, x) : result;
  }
  // Two steps of Newton's method in logarithms would do; pow of a long double exponent errs by less than a float's ULP.
  const long double root = std::pow(std::fabs(static_cast<long double>(x)), 1.0L / n);
  return std::copysign(static_cast<T>(root), x);
}

// ---- Rounding. The next number of T in a direction, where the nearest one is on the wrong side.
enum Mode : int { kNearest = 0, kTowardsZero = 1, kUp = 2, kDown = 3 };

template <typename T>
T NextUp(T value) {
  using Bits = std::conditional_t<sizeof(T) == 2, std::uint16_t,
                                  std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>>;
  constexpr Bits kSign = static_cast<Bits>(Bits{1} << (sizeof(T) * 8 - 1));
  Bits bits = 0;
  std::memcpy(&bits, &value, sizeof value);
  if ((bits & static_cast<Bits>(~kSign)) == 0)
    bits = 1;
  else
    bits = static_cast<Bits>((bits & kSign) != 0 ? bits - 1 : bits + 1);
  std::memcpy(&value, &bits, sizeof value);
  return value;
}
template <typename T>
T NextDown(T value) {
  return -NextUp<T>(-value);
}

// `exact` holds every value that is rounded here without loss.
template <typename T>
T Round(long double exact, int mode) {
  const T nearest = static_cast<T>(exact);
  if (std::isnan(exact) || std::isinf(exact)) return nearest;
  const auto back = static_cast<long double>(nearest);
  if (back == exact) return exact == 0 ? static_cast<T>(std::copysign(0.0L, exact)) : nearest;
  const bool up = mode == kUp || (mode == kTowardsZero && exact < 0);
  const bool down = mode == kDown || (mode == kTowardsZero && exact > 0);
  if (up && back < exact) return NextUp(nearest);
  if (down && back > exact) return NextDown(nearest);
  return nearest;
}

Half HalfOfDouble(double x, int mode) {
  return Round<Half>(x, mode);
}
float FloatOfDouble(double x, int mode) {
  return Round<float>(x, mode);
}
Half HalfOfLong(std::int64_t x, int mode) {
  return Round<Half>(x, mode);
}
float FloatOfLong(std::int64_t x, int mode) {
  return Round<float>(x, mode);
}
double DoubleOfLong(std::int64_t x, int mode) {
  return Round<double>(x, mode);
}
Half HalfOfUlong(std::uint64_t x, int mode) {
  return Round<Half>(x, mode);
}
float FloatOfUlong(std::uint64_t x, int mode) {
  return Round<float>(x, mode);
}
double DoubleOfUlong(std::uint64_t x, int mode) {
  return Round<double>(x, mode);
}
double RoundToWhole(double x, int mode) {
  switch (mode) {
    case kTowardsZero:
      return std::trunc(x);
    case kUp:
      return std::ceil(x);
    case kDown:
      return std::floor(x);
    default:
      return std::nearbyint(x);
  }
}

// ---- In one type only.
// A product of halves or floats is exact in double, and so is the sum in long double but for its last bits, which
// cannot make a tie of a half.
Half FmaHalf(Half a, Half b, Half c) {
  return Round<Half>(static_cast<long double>(a) * b + c, kNearest);
}
float FmaFloat(float a, float b, float c) {
  return std::fma(a, b, c);
}
double FmaDouble(double a, double b, double c) {
  return std::fma(a, b, c);
}
Half NextafterHalf(Half a, Half b) {
  if (a != a || b != b) return a + b;
  if (a == b) return b;
  return a < b ? NextUp(a) : NextDown(a);
}
float NextafterFloat(float a, float b) {
  return std::nextafter(a, b);
}
double NextafterDouble(double a, double b) {
  return std::nextafter(a, b);
}
Half LdexpHalf(Half a, int n) {
  return Round<Half>(std::ldexp(static_cast<long double>(a), n), kNearest);
}
float LdexpFloat(float a, int n) {
  return std::ldexp(a, n);
}
double LdexpDouble(double a, int n) {
  return std::ldexp(a, n);
}
double Logb(double x) {
  return std::logb(x);
}
int Ilogb(double x) {
  // FP_ILOGB0 and FP_ILOGBNAN of OpenCL C.
  if (x == 0) return std::numeric_limits<int>::min();
  if (std::isnan(x) || std::isinf(x)) return std::numeric_limits<int>::max();
  return std::ilogb(x);
}
double Frexp(double x, int* e) {
  if (!std::isfinite(x)) {
    *e = 0;
    return x;
  }
  return std::frexp(x, e);
}
double LgammaR(double x, int* sign) {
  return Lgamma(x, *sign);
}
double LongLgammaR(double x, int* sign) {
  return static_cast<double>(Lgamma(static_cast<long double>(x), *sign));
}
// The low seven bits of the quotient, with its sign.
template <typename T>
T RemquoOf(T a, T b, int* quotient) {
  int bits = 0;
  const T result = std::remquo(a, b, &bits);
  const int magnitude = std::abs(bits) & 0x7f;
  *quotient = std::isnan(result) ? 0 : bits < 0 ? -magnitude : magnitude;
  return result;
}
Half RemquoHalf(Half a, Half b, int* q) {
  return static_cast<Half>(RemquoOf<float>(a, b, q));
}
float RemquoFloat(float a, float b, int* q) {
  return RemquoOf(a, b, q);
}
double RemquoDouble(double a, double b, int* q) {
  return RemquoOf(a, b, q);
}

#define KILN_DEFINE_UNARY(NAME, EXPRESSION) \
  double Short_##NAME(double x) {           \
    using T [[maybe_unused]] = double;      \
    return EXPRESSION;                      \
  }                                         \
  double Long_##NAME(double argument) {     \
    using T [[maybe_unused]] = long double; \
    const long double x = argument;         \
    return static_cast<double>(EXPRESSION); \
  }
#define KILN_DEFINE_BINARY(NAME, EXPRESSION)        \
  double Short_##NAME(double x, double y) {         \
    using T [[maybe_unused]] = double;              \
    return EXPRESSION;                              \
  }                                                 \
  double Long_##NAME(double first, double second) { \
    using T [[maybe_unused]] = long double;         \
    const long double x = first, y = second;        \
    return static_cast<double>(EXPRESSION);         \
  }
KILN_UNARY(KILN_DEFINE_UNARY)
KILN_BINARY(KILN_DEFINE_BINARY)
double ShortPown(double x, int n) {
  return PowN(x, n);
}
double LongPown(double x, int n) {
  return static_cast<double>(PowN(static_cast<long double>(x), n));
}
double ShortRootn(double x, int n) {
  return RootN(x, n);
}
double LongRootn(double x, int n) {
  return static_cast<double>(RootN(static_cast<long double>(x), n));
}

template <typename Function>
HostFunction Symbol(const char* name, Function* function) {
  return {name, reinterpret_cast<const void*>(function)};
}

}  // namespace

std::span<const HostFunction> HostMathSymbols() {
#define KILN_SYMBOL(NAME, EXPRESSION) \
  Symbol("kiln_host_" #NAME, &Short_##NAME), Symbol("kiln_host_long_" #NAME, &Long_##NAME),
  static const HostFunction symbols[] = {KILN_UNARY(KILN_SYMBOL) KILN_BINARY(KILN_SYMBOL)
                                           Symbol("kiln_host_pown", &ShortPown),
                                       Symbol("kiln_host_long_pown", &LongPown),
                                       Symbol("kiln_host_rootn", &ShortRootn),
                                       Symbol("kiln_host_long_rootn", &LongRootn),
                                       Symbol("kiln_host_half_of_double", &HalfOfDouble),
                                       Symbol("kiln_host_float_of_double", &FloatOfDouble),
                                       Symbol("kiln_host_half_of_long", &HalfOfLong),
                                       Symbol("kiln_host_float_of_long", &FloatOfLong),
                                       Symbol("kiln_host_double_of_long", &DoubleOfLong),
                                       Symbol("kiln_host_half_of_ulong", &HalfOfUlong),
                                       Symbol("kiln_host_float_of_ulong", &FloatOfUlong),
                                       Symbol("kiln_host_double_of_ulong", &DoubleOfUlong),
                                       Symbol("kiln_host_round_to_whole", &RoundToWhole),
                                       Symbol("kiln_host_fma_half", &FmaHalf),
                                       Symbol("kiln_host_fma_float", &FmaFloat),
                                       Symbol("kiln_host_fma_double", &FmaDouble),
                                       Symbol("kiln_host_nextafter_half", &NextafterHalf),
                                       Symbol("kiln_host_nextafter_float", &NextafterFloat),
                                       Symbol("kiln_host_nextafter_double", &NextafterDouble),
                                       Symbol("kiln_host_ldexp_half", &LdexpHalf),
                                       Symbol("kiln_host_ldexp_float", &LdexpFloat),
                                       Symbol("kiln_host_ldexp_double", &LdexpDouble),
                                       Symbol("kiln_host_logb", &Logb),
                                       Symbol("kiln_host_ilogb", &Ilogb),
                                       Symbol("kiln_host_frexp", &Frexp),
                                       Symbol("kiln_host_lgamma_r", &LgammaR),
                                       Symbol("kiln_host_long_lgamma_r", &LongLgammaR),
                                       Symbol("kiln_host_remquo_half", &RemquoHalf),
                                       Symbol("kiln_host_remquo_float", &RemquoFloat),
                                       Symbol("kiln_host_remquo_double", &RemquoDouble)};
  return symbols;
}

}  // namespace kiln::reference::cpu
