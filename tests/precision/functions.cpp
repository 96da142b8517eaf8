#include "tests/precision/functions.h"

#include <algorithm>
#include <climits>
#include <cmath>

#include "tests/precision/references.h"
#include "translator/builtins/builtin_table.h"

namespace kiln::precision {

Truth::Truth(const NumberFormat& of) : format(of) {
  const mpfr_prec_t digits = format.digits > 24 ? 128 : 64;
  mpfr_inits2(digits, x, y, z, real, second, alternative, scratch, static_cast<mpfr_ptr>(nullptr));
}
Truth::~Truth() {
  mpfr_clears(x, y, z, real, second, alternative, scratch, static_cast<mpfr_ptr>(nullptr));
}

namespace {

// half_cos and its kin.
bool Within65536(const Arguments& a) {
  return std::fabs(a.x) <= 65536;
}
bool WithinPi(const Arguments& a) {
  return std::fabs(a.x) <= 3.14159274;
}
bool Within80(const Arguments& a) {
  return std::fabs(a.x) <= 80;
}
bool Within30(const Arguments& a) {
  return std::fabs(a.x) <= 30;
}
bool IsModerate(double x) {
  return std::fabs(x) >= 0x1p-60 && std::fabs(x) <= 0x1p60;
}
bool Positive(const Arguments& a) {
  return IsModerate(a.x) && a.x > 0;
}
bool PositivePower(const Arguments& a) {
  return a.x >= 0x1p-10 && a.x <= 0x1p10 && std::fabs(a.y) <= 8;
}
bool ModerateX(const Arguments& a) {
  return IsModerate(a.x);
}
bool ModerateXY(const Arguments& a) {
  return IsModerate(a.x) && IsModerate(a.y);
}
// Interpolations: their tolerance is an absolute one.
bool Interpolates(const Arguments& a) {
  return std::fabs(a.x) <= 1 && std::fabs(a.y) <= 1 && a.z >= 0 && a.z <= 1;
}
bool StepsSmoothly(const Arguments& a) {
  return a.x < a.y && std::fabs(a.x) <= 1e3 && std::fabs(a.y) <= 1e3 && std::fabs(a.z) <= 1e3;
}
bool IsClampable(const Arguments& a) {
  return a.y <= a.z && !std::isnan(a.x);
}
bool IsOrdered(const Arguments& a) {
  return !std::isnan(a.x) && !std::isnan(a.y);
}

constexpr auto kX = Operands::kX;
constexpr auto kXY = Operands::kXY;
constexpr auto kXYZ = Operands::kXYZ;
constexpr auto kXN = Operands::kXN;
constexpr auto kReal = ResultKind::kReal;
constexpr auto kInteger = ResultKind::kInteger;
constexpr auto kNone = ResultKind::kNone;

const Function kFunctions[] = {
    {"acos", kX, kReal, kNone, Unary<mpfr_acos>},
    {"acosh", kX, kReal, kNone, Unary<mpfr_acosh>},
    {"acospi", kX, kReal, kNone, Unary<mpfr_acospi>},
    {"asin", kX, kReal, kNone, Unary<mpfr_asin>},
    {"asinh", kX, kReal, kNone, Unary<mpfr_asinh>},
    {"asinpi", kX, kReal, kNone, Unary<mpfr_asinpi>},
    {"atan", kX, kReal, kNone, Unary<mpfr_atan>},
    {"atan2", kXY, kReal, kNone, Binary<mpfr_atan2>},
    {"atan2pi", kXY, kReal, kNone, Binary<mpfr_atan2pi>},
    {"atanh", kX, kReal, kNone, Unary<mpfr_atanh>},
    {"atanpi", kX, kReal, kNone, Unary<mpfr_atanpi>},
    {"cbrt", kX, kReal, kNone, Unary<mpfr_cbrt>},
    {"ceil", kX, kReal, kNone, Ceil},
    {"clamp", kXYZ, kReal, kNone, Clamp, Inputs::kOrdered, IsClampable},
    {"copysign", kXY, kReal, kNone, CopySign},
    {"cos", kX, kReal, kNone, Unary<mpfr_cos>, Inputs::kAnywhere, nullptr, WithinPi},
    {"cosh", kX, kReal, kNone, Unary<mpfr_cosh>},
    {"cospi", kX, kReal, kNone, Unary<mpfr_cospi>},
    {"degrees", kX, kReal, kNone, Degrees},
    {"divide", kXY, kReal, kNone, Binary<mpfr_div>, Inputs::kAnywhere, nullptr, ModerateXY},
    {"erf", kX, kReal, kNone, Unary<mpfr_erf>},
    {"erfc", kX, kReal, kNone, Unary<mpfr_erfc>},
    {"exp", kX, kReal, kNone, Unary<mpfr_exp>, Inputs::kAnywhere, nullptr, Within80},
    {"exp10", kX, kReal, kNone, Unary<mpfr_exp10>, Inputs::kAnywhere, nullptr, Within30},
    {"exp2", kX, kReal, kNone, Unary<mpfr_exp2>, Inputs::kAnywhere, nullptr, Within80},
    {"expm1", kX, kReal, kNone, Unary<mpfr_expm1>},
    {"fabs", kX, kReal, kNone, Unary<mpfr_abs>},
    {"fdim", kXY, kReal, kNone, Binary<mpfr_dim>},
    {"floor", kX, kReal, kNone, Floor},
    {"fma", kXYZ, kReal, kNone, Fma, Inputs::kFused},
    {"fmax", kXY, kReal, kNone, Fmax},
    {"fmin", kXY, kReal, kNone, Fmin},
    {"fmod", kXY, kReal, kNone, Binary<mpfr_fmod>},
    {"fract", kX, kReal, kReal, Fract},
    {"frexp", kX, kReal, kInteger, Frexp},
    {"hypot", kXY, kReal, kNone, Binary<mpfr_hypot>},
    {"ilogb", kX, kInteger, kNone, Ilogb},
    {"ldexp", kXN, kReal, kNone, Ldexp, Inputs::kScale},
    {"lgamma", kX, kReal, kNone, Lgamma},
    {"lgamma_r", kX, kReal, kInteger, Lgamma},
    {"log", kX, kReal, kNone, Unary<mpfr_log>, Inputs::kAnywhere, nullptr, Positive},
    {"log10", kX, kReal, kNone, Unary<mpfr_log10>, Inputs::kAnywhere, nullptr, Positive},
    {"log1p", kX, kReal, kNone, Unary<mpfr_log1p>},
    {"log2", kX, kReal, kNone, Unary<mpfr_log2>, Inputs::kAnywhere, nullptr, Positive},
    {"logb", kX, kReal, kNone, Logb},
    {"mad", kXYZ, kReal, kNone, Mad, Inputs::kFused},
    {"max", kXY, kReal, kNone, Fmax, Inputs::kAnywhere, IsOrdered},
    {"maxmag", kXY, kReal, kNone, MaxMag},
    {"min", kXY, kReal, kNone, Fmin, Inputs::kAnywhere, IsOrdered},
    {"minmag", kXY, kReal, kNone, MinMag},
    {"mix", kXYZ, kReal, kNone, Mix, Inputs::kUnit, Interpolates},
    {"modf", kX, kReal, kReal, Modf},
    {"nextafter", kXY, kReal, kNone, NextAfter},
    {"pow", kXY, kReal, kNone, Binary<mpfr_pow>, Inputs::kPower},
    {"pown", kXN, kReal, kNone, PowN, Inputs::kPower},
    {"powr", kXY, kReal, kNone, PowR, Inputs::kPower, nullptr, PositivePower},
    {"radians", kX, kReal, kNone, Radians},
    {"recip", kX, kReal, kNone, Reciprocal, Inputs::kAnywhere, nullptr, ModerateX},
    {"remainder", kXY, kReal, kNone, Binary<mpfr_remainder>},
    {"remquo", kXY, kReal, kInteger, RemQuo},
    {"rint", kX, kReal, kNone, Rint},
    {"rootn", kXN, kReal, kNone, RootN, Inputs::kRoot},
    {"round", kX, kReal, kNone, Round},
    {"rsqrt", kX, kReal, kNone, Rsqrt, Inputs::kAnywhere, nullptr, Positive},
    {"sign", kX, kReal, kNone, Sign},
    {"sin", kX, kReal, kNone, Unary<mpfr_sin>, Inputs::kAnywhere, nullptr, WithinPi},
    {"sincos", kX, kReal, kReal, SinCos},
    {"sinh", kX, kReal, kNone, Unary<mpfr_sinh>},
    {"sinpi", kX, kReal, kNone, Unary<mpfr_sinpi>},
    {"smoothstep", kXYZ, kReal, kNone, SmoothStep, Inputs::kUnit, StepsSmoothly},
    {"sqrt", kX, kReal, kNone, Unary<mpfr_sqrt>, Inputs::kAnywhere, nullptr, Positive},
    {"step", kXY, kReal, kNone, Step, Inputs::kAnywhere, IsOrdered},
    {"tan", kX, kReal, kNone, Unary<mpfr_tan>, Inputs::kAnywhere, nullptr, WithinPi},
    {"tanh", kX, kReal, kNone, Unary<mpfr_tanh>},
    {"tanpi", kX, kReal, kNone, Unary<mpfr_tanpi>},
    {"tgamma", kX, kReal, kNone, Tgamma},
    {"trunc", kX, kReal, kNone, Trunc},
    {"x * y", kXY, kReal, kNone, Binary<mpfr_mul>},
    {"x + y", kXY, kReal, kNone, Binary<mpfr_add>},
    {"x - y", kXY, kReal, kNone, Binary<mpfr_sub>},
    {"x / y", kXY, kReal, kNone, Binary<mpfr_div>},
};

}  // namespace

std::span<const Function> Functions() {
  return kFunctions;
}

std::string NameOf(const Function& function, Form form) {
  return (form == Form::kHalf ? "half_" : form == Form::kNative ? "native_" : "") + std::string(function.name);
}

bool Exists(const Function& function, Form form, Type type) {
  if (form == Form::kPlain) return function.name != "divide" && function.name != "recip";
  return type == Type::kFloat && translator::builtins::FindMathBuiltin(NameOf(function, form)) != nullptr;
}

bool DefinedForHalf(std::string_view name, const Arguments& arguments) {
  const bool is_periodic = name == "cos" || name == "sin" || name == "tan";
  return !is_periodic || Within65536(arguments);
}

}  // namespace kiln::precision
