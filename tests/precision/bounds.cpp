#include "tests/precision/bounds.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "translator/builtins/builtin_table.h"

namespace kiln::precision {
namespace {

using Kind = Bound::Kind;

// Common functions and operators: float; double and half where these differ.
struct CommonBound {
  std::string_view name;
  Bound single, other;
};
constexpr CommonBound kCommon[] = {
    {"clamp", {Kind::kUlp, 0}, {Kind::kUlp, 0}},        {"degrees", {Kind::kUlp, 2}, {Kind::kUlp, 2}},
    {"max", {Kind::kUlp, 0}, {Kind::kUlp, 0}},          {"min", {Kind::kUlp, 0}, {Kind::kUlp, 0}},
    {"mix", {Kind::kAbsolute, 1e-3}, {Kind::kNone, 0}}, {"radians", {Kind::kUlp, 2}, {Kind::kUlp, 2}},
    {"sign", {Kind::kUlp, 0}, {Kind::kUlp, 0}},         {"smoothstep", {Kind::kAbsolute, 1e-5}, {Kind::kNone, 0}},
    {"step", {Kind::kUlp, 0}, {Kind::kUlp, 0}},         {"x * y", {Kind::kUlp, 0}, {Kind::kUlp, 0}},
    {"x + y", {Kind::kUlp, 0}, {Kind::kUlp, 0}},        {"x - y", {Kind::kUlp, 0}, {Kind::kUlp, 0}},
};

}  // namespace

std::string Bound::Text() const {
  if (kind == Kind::kNone) return "-";
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return kind == Kind::kAbsolute ? std::string(text) + " absolute" : text;
}

Bound BoundOf(std::string_view name, Type type) {
  if (name == "x / y") return {Kind::kUlp, type == Type::kFloat ? 2.5 : type == Type::kHalf ? 1.0 : 0.0};
  for (const CommonBound& row : kCommon) {
    if (row.name == name) return type == Type::kFloat ? row.single : row.other;
  }
  const translator::builtins::MathBuiltin* row = translator::builtins::FindMathBuiltin(name);
  if (row == nullptr) return {};
  const double ulp = type == Type::kFloat ? row->ulp_f32 : type == Type::kDouble ? row->ulp_f64 : row->ulp_f16;
  return std::isinf(ulp) ? Bound{} : Bound{Kind::kUlp, ulp};
}

Bound RelaxedBound(std::string_view name, const Arguments& a) {
  const double x = std::fabs(a.x);
  const Bound none{};
  if (!std::isfinite(a.x) || !std::isfinite(a.y) || !std::isfinite(a.z)) return none;
  constexpr std::string_view kTrigonometric[] = {"sin", "cos", "sincos"};
  if (std::ranges::find(kTrigonometric, name) != std::end(kTrigonometric)) {
    return x <= 3.14159265 ? Bound{Kind::kAbsolute, 0x1p-11} : none;
  }
  if (name == "sinpi" || name == "cospi") return x <= 1 ? Bound{Kind::kAbsolute, 0x1p-11} : none;
  if (name == "exp" || name == "exp2") return {Kind::kUlp, 3 + std::floor(2 * x)};
  if (name == "x / y") {  // both between 2^-62 and 2^62
    const double y = std::fabs(a.y);
    return x >= 0x1p-62 && x <= 0x1p62 && y >= 0x1p-62 && y <= 0x1p62 ? Bound{Kind::kUlp, 2.5} : none;
  }
  if (name == "atan2" && a.x == 0 && a.y == 0) return none;  // a quotient of zeros
  if (name == "log" || name == "log2" || name == "log10") {
    if (!(a.x >= 0x1p-126)) return none;
    return a.x >= 0.5 && a.x <= 2 ? Bound{Kind::kAbsolute, 0x1p-21} : Bound{Kind::kUlp, 3};
  }
  const translator::builtins::MathBuiltin* row = translator::builtins::FindMathBuiltin(name);
  if (row == nullptr) return BoundOf(name, Type::kFloat);
  return std::isinf(row->ulp_f32_relaxed) ? none : Bound{Kind::kUlp, row->ulp_f32_relaxed};
}

}  // namespace kiln::precision
