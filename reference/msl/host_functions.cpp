#include "reference/msl/host_functions.h"

#include <cmath>
#include <cstring>
#include <numbers>
#include <vector>

#include "reference/execution/fibers.h"

// Of the compiler's support library: conversions that a processor without F16C needs.
extern "C" {
float __extendhfsf2(unsigned short);
unsigned short __truncsfhf2(float);
}

namespace kiln::reference::msl {
namespace {

constexpr double kPi = std::numbers::pi;

// Computed in double precision and rounded once.
template <double (*function)(double)>
float InDouble(float x) {
  return static_cast<float>(function(x));
}
template <double (*function)(double, double)>
float InDouble(float x, float y) {
  return static_cast<float>(function(x, y));
}

double ReciprocalRoot(double x) {
  return 1.0 / std::sqrt(x);
}
double PowerOfTen(double x) {
  return std::pow(10.0, x);
}
// The whole turns are taken off first, exactly; halves and quarters come out exact.
double SinPi(double x) {
  const double r = std::remainder(x, 2.0);
  if (r == std::trunc(r)) return std::copysign(0.0, x);
  return std::sin(kPi * (std::fabs(r) <= 0.5 ? r : std::copysign(1.0 - std::fabs(r), r)));
}
double CosPi(double x) {
  const double r = std::fabs(std::remainder(x, 2.0));
  return r == 0.5 ? 0.0 : std::sin(kPi * (0.5 - r));
}
double TanPi(double x) {
  return SinPi(x) / CosPi(x);
}
double PositivePower(double x, double y) {
  const bool undefined = x < 0 || (x == 0 && y == 0) || (std::isinf(x) && y == 0) || (x == 1 && std::isinf(y));
  return undefined ? std::nan("") : std::pow(x, y);
}
// A half holds what a double computes exactly of halves: one rounding, to nearest, from a float that rounds to odd.
float FusedHalf(float x, float y, float z) {
  const double exact = static_cast<double>(x) * y + z;
  float rounded = static_cast<float>(exact);
  if (!std::isfinite(exact) || static_cast<double>(rounded) == exact) return rounded;
  std::uint32_t bits;
  std::memcpy(&bits, &rounded, sizeof bits);
  if ((bits & 1) == 0) {
    const float direction = static_cast<double>(rounded) < exact ? INFINITY : -INFINITY;
    rounded = std::nextafter(rounded, direction);
  }
  return rounded;
}
int BinaryExponent(float x) {
  return std::ilogb(x);
}
float Scaled(float x, int n) {
  return std::ldexp(x, n);
}
float Fraction(float x) {
  int exponent;
  return std::frexp(x, &exponent);
}
int Exponent(float x) {
  int exponent = 0;
  std::frexp(x, &exponent);
  return std::isfinite(x) ? exponent : 0;
}
float Remainder(float x, float y) {
  return std::fmod(x, y);
}
float Next(float x, float y) {
  return std::nextafter(x, y);
}

template <typename Function>
HostFunction Host(std::string_view name, Function* function) {
  return {name, reinterpret_cast<const void*>(function)};
}
using Unary = float(float);
using Binary = float(float, float);

}  // namespace

std::span<const HostFunction> HostFunctions() {
  static const std::vector<HostFunction> functions = {
      Host<Unary>("kiln_acos", InDouble<std::acos>),
      Host<Unary>("kiln_acosh", InDouble<std::acosh>),
      Host<Unary>("kiln_asin", InDouble<std::asin>),
      Host<Unary>("kiln_asinh", InDouble<std::asinh>),
      Host<Unary>("kiln_atan", InDouble<std::atan>),
      Host<Unary>("kiln_atanh", InDouble<std::atanh>),
      Host<Unary>("kiln_cos", InDouble<std::cos>),
      Host<Unary>("kiln_cosh", InDouble<std::cosh>),
      Host<Unary>("kiln_cospi", InDouble<CosPi>),
      Host<Unary>("kiln_exp", InDouble<std::exp>),
      Host<Unary>("kiln_exp2", InDouble<std::exp2>),
      Host<Unary>("kiln_exp10", InDouble<PowerOfTen>),
      Host<Unary>("kiln_log", InDouble<std::log>),
      Host<Unary>("kiln_log2", InDouble<std::log2>),
      Host<Unary>("kiln_log10", InDouble<std::log10>),
      Host<Unary>("kiln_rsqrt", InDouble<ReciprocalRoot>),
      Host<Unary>("kiln_sin", InDouble<std::sin>),
      Host<Unary>("kiln_sinh", InDouble<std::sinh>),
      Host<Unary>("kiln_sinpi", InDouble<SinPi>),
      Host<Unary>("kiln_tan", InDouble<std::tan>),
      Host<Unary>("kiln_tanh", InDouble<std::tanh>),
      Host<Unary>("kiln_tanpi", InDouble<TanPi>),
      Host<Binary>("kiln_atan2", InDouble<std::atan2>),
      Host<Binary>("kiln_fmod", Remainder),
      Host<Binary>("kiln_pow", InDouble<std::pow>),
      Host<Binary>("kiln_powr", InDouble<PositivePower>),
      Host<Binary>("kiln_nextafter", Next),
      Host("kiln_fma_half", FusedHalf),
      Host("kiln_ilogb", BinaryExponent),
      Host("kiln_ldexp", Scaled),
      Host("kiln_fraction", Fraction),
      Host("kiln_exponent", Exponent),
      Host("kiln_threadgroup_barrier", WaitForGroup),
      Host("kiln_simdgroup_barrier", WaitForSubgroup),
      Host<void(std::uint64_t)>("kiln_simd_meet", MeetSubgroup),
      Host("kiln_simd_value", SubgroupValue),
      Host("kiln_simd_active", SubgroupActive),
      Host("kiln_simd_lane", SubgroupLane),
      Host("kiln_simd_width", SubgroupWidth),
      // What Clang makes of assignments and of its own built-in functions.
      Host<void*(void*, const void*, std::size_t)>("memcpy", std::memcpy),
      Host<void*(void*, const void*, std::size_t)>("memmove", std::memmove),
      Host<void*(void*, int, std::size_t)>("memset", std::memset),
      Host<float(float, float, float)>("fmaf", ::fmaf),
      Host<Unary>("roundf", ::roundf),
      Host<Unary>("floorf", ::floorf),
      Host<Unary>("ceilf", ::ceilf),
      Host<Unary>("truncf", ::truncf),
      Host<Unary>("rintf", ::rintf),
      Host("__extendhfsf2", __extendhfsf2),
      Host("__truncsfhf2", __truncsfhf2),
  };
  return functions;
}

}  // namespace kiln::reference::msl
