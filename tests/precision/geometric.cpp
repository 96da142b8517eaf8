#include "tests/precision/geometric.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <random>

#include "tests/precision/judge.h"

namespace kiln::precision {
namespace {

using Kind = GeometricFunction::Kind;
using Vector = std::array<double, 4>;

constexpr GeometricFunction kGeometric[] = {
    {"cross", Kind::kCross, false},       {"distance", Kind::kDistance, false},
    {"dot", Kind::kDot, false},           {"fast_distance", Kind::kDistance, true},
    {"fast_length", Kind::kLength, true}, {"fast_normalize", Kind::kNormalize, true},
    {"length", Kind::kLength, false},     {"normalize", Kind::kNormalize, false},
};

bool TakesTwo(Kind kind) {
  return kind != Kind::kLength && kind != Kind::kNormalize;
}
bool GivesVector(Kind kind) {
  return kind == Kind::kCross || kind == Kind::kNormalize;
}
bool HasTolerance(Kind kind) {
  return kind == Kind::kDot || kind == Kind::kCross;
}

// constant + slope * n
struct Line {
  double constant, slope;
};
Line BoundLine(const GeometricFunction& f, Type type) {
  switch (f.kind) {
    case Kind::kDistance:
      if (f.is_fast) return {8191.5, 2};
      return type == Type::kFloat ? Line{2.5, 2} : type == Type::kDouble ? Line{5.5, 2} : Line{0, 2};
    case Kind::kLength:
      if (f.is_fast) return {8191.5, 1};
      return type == Type::kFloat ? Line{2.75, 0.5} : type == Type::kDouble ? Line{5.5, 1} : Line{0.25, 0.5};
    case Kind::kNormalize:
      if (f.is_fast) return {8192, 1};
      return type == Type::kFloat ? Line{2, 1} : type == Type::kDouble ? Line{4.5, 1} : Line{1, 1};
    case Kind::kDot:
    case Kind::kCross:
      return {1, 0};
  }
  return {};
}

// One number of 300 bits: sums of squares of doubles lose nothing that counts.
class Number {
 public:
  Number() {
    mpfr_init2(value_, 300);
    mpfr_set_zero(value_, 1);
  }
  ~Number() { mpfr_clear(value_); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  mpfr_ptr get() { return value_; }

 private:
  mpfr_t value_;
};

void AddProduct(Number& sum, double x, double y) {
  Number a, b;
  mpfr_set_d(a.get(), x, MPFR_RNDN);
  mpfr_set_d(b.get(), y, MPFR_RNDN);
  mpfr_fma(sum.get(), a.get(), b.get(), sum.get(), MPFR_RNDN);
}

// Of a vector, or of the difference of two.
void Length(Number& length, const Vector& x, const Vector& y, int width) {
  Number difference, other;
  for (int i = 0; i < width; ++i) {
    mpfr_set_d(difference.get(), x[static_cast<std::size_t>(i)], MPFR_RNDN);
    mpfr_set_d(other.get(), y[static_cast<std::size_t>(i)], MPFR_RNDN);
    mpfr_sub(difference.get(), difference.get(), other.get(), MPFR_RNDN);
    mpfr_fma(length.get(), difference.get(), difference.get(), length.get(), MPFR_RNDN);
  }
  mpfr_sqrt(length.get(), length.get(), MPFR_RNDN);
}

bool Any(const Vector& v, int width, bool (*is)(double)) {
  return std::any_of(v.begin(), v.begin() + width, is);
}
bool IsNan(double x) {
  return std::isnan(x);
}
bool IsInfinite(double x) {
  return std::isinf(x);
}

double LargestMagnitude(const Vector& v, int width) {
  double largest = 0;
  for (int i = 0; i < width; ++i) largest = std::max(largest, std::fabs(v[static_cast<std::size_t>(i)]));
  return largest;
}

class Judging {
 public:
  Judging(const GeometricFunction& function, const NumberFormat& format, int width)
      : f_(function), format_(format), width_(width) {}

  // Negative: the specification says nothing.
  double Error(const Vector& x, const Vector& y, const Vector& got) const {
    const double largest = std::max(LargestMagnitude(x, width_), LargestMagnitude(y, width_));
    const bool is_nan = Any(x, width_, IsNan) || Any(y, width_, IsNan);
    const bool is_infinite = Any(x, width_, IsInfinite) || Any(y, width_, IsInfinite);
    if (HasTolerance(f_.kind) || f_.is_fast) {
      const double root = std::ldexp(1, (format_.max_exponent - 3) / 2), least = 1 / root;
      if (is_nan || is_infinite || largest > root) return -1;
      if (f_.is_fast && (SmallestMagnitude(x) < least || SmallestMagnitude(y) < least)) return -1;
    }
    switch (f_.kind) {
      case Kind::kDot:
        return ToleranceError(Dot(x, y), got[0], largest, 2 * width_ - 1);
      case Kind::kCross:
        return CrossError(x, y, got, largest);
      case Kind::kLength:
      case Kind::kDistance:
        if (is_nan) return std::isnan(got[0]) || (is_infinite && std::isinf(got[0])) ? 0 : kWrong;
        if (is_infinite) return f_.kind == Kind::kDistance || got[0] == HUGE_VAL ? 0 : kWrong;
        return LengthError(x, y, got[0]);
      case Kind::kNormalize:
        return NormalizeError(x, got, is_nan, is_infinite);
    }
    return -1;
  }

 private:
  double SmallestMagnitude(const Vector& v) const {
    double smallest = HUGE_VAL;
    for (int i = 0; i < width_; ++i) {
      const double magnitude = std::fabs(v[static_cast<std::size_t>(i)]);
      if (magnitude != 0) smallest = std::min(smallest, magnitude);
    }
    return smallest;
  }

  double Dot(const Vector& x, const Vector& y) const {
    Number sum;
    for (std::size_t i = 0; i < static_cast<std::size_t>(width_); ++i) AddProduct(sum, x[i], y[i]);
    return mpfr_get_d(sum.get(), MPFR_RNDN);
  }

  double ToleranceError(double exact, double got, double largest, int operations) const {
    const double tolerance = largest * largest * operations * format_.Epsilon();
    const double error = std::fabs(got - exact);
    if (!(error > 2 * format_.SmallestNormal())) return 0;  // what flushing may take
    return std::isfinite(got) ? error / tolerance : kWrong;
  }

  double CrossError(const Vector& x, const Vector& y, const Vector& got, double largest) const {
    double worst = width_ == 4 && got[3] != 0 ? kWrong : 0;
    for (std::size_t i = 0; i < 3; ++i) {
      const std::size_t j = (i + 1) % 3, k = (i + 2) % 3;
      Number exact;
      AddProduct(exact, x[j], y[k]);
      AddProduct(exact, -x[k], y[j]);
      worst = std::max(worst, ToleranceError(mpfr_get_d(exact.get(), MPFR_RNDN), got[i], largest, 3));
    }
    return worst;
  }

  double LengthError(const Vector& x, const Vector& y, double got) const {
    Number exact;
    Length(exact, x, y, width_);
    const double error = UlpError(got, exact.get(), format_, true);
    if (error <= 0.5 || !format_.may_flush) return error;
    // Subnormal components, and differences, may count as zero.
    Vector flushed = x;
    const Vector zero = {};
    for (std::size_t i = 0; i < flushed.size(); ++i) {
      flushed[i] = f_.kind == Kind::kDistance ? x[i] - y[i] : x[i];
      if (format_.IsSubnormal(flushed[i])) flushed[i] = 0;
    }
    Number other;
    Length(other, flushed, zero, width_);
    return std::min(error, UlpError(got, other.get(), format_, true));
  }

  double NormalizeError(Vector x, const Vector& got, bool is_nan, bool is_infinite) const {
    const auto all = [&](auto holds) {
      for (std::size_t i = 0; i < static_cast<std::size_t>(width_); ++i) {
        if (!holds(i)) return false;
      }
      return true;
    };
    if (is_nan) return all([&](std::size_t i) { return std::isnan(got[i]); }) ? 0 : kWrong;
    if (is_infinite) {
      for (double& component : x) component = std::isinf(component) ? std::copysign(1.0, component) : 0 * component;
    }
    if (all([&](std::size_t i) { return x[i] == 0; })) {
      return all([&](std::size_t i) { return got[i] == 0; }) ? 0 : kWrong;
    }
    const double error = DirectionError(x, got);
    if (error <= 0.5 || !format_.may_flush) return error;
    for (double& component : x) {
      if (format_.IsSubnormal(component)) component = 0;
    }
    if (all([&](std::size_t i) { return x[i] == 0; })) {
      return all([&](std::size_t i) { return format_.IsSubnormal(got[i]) || got[i] == 0; }) ? 0 : error;
    }
    return std::min(error, DirectionError(x, got));
  }

  double DirectionError(const Vector& x, const Vector& got) const {
    Number length, exact;
    Length(length, x, {}, width_);
    double worst = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(width_); ++i) {
      mpfr_set_d(exact.get(), x[i], MPFR_RNDN);
      mpfr_div(exact.get(), exact.get(), length.get(), MPFR_RNDN);
      worst = std::max(worst, UlpError(got[i], exact.get(), format_, true));
    }
    return worst;
  }

  const GeometricFunction& f_;
  const NumberFormat& format_;
  int width_;
};

// Components alike in magnitude, of any magnitude, and special.
std::vector<double> Components(const NumberFormat& format, std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto uniform = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  const double special[] = {0,
                            -0.0,
                            1,
                            -1,
                            format.Largest(),
                            -format.Largest(),
                            format.SmallestNormal(),
                            format.Smallest(),
                            HUGE_VAL,
                            -HUGE_VAL,
                            std::numeric_limits<double>::quiet_NaN()};
  std::vector<double> components;
  while (components.size() < count) {
    const std::uint64_t kind = random() % 16;
    const double scale = std::exp2(std::floor(uniform(format.min_exponent, format.max_exponent)));
    for (int i = 0; i < 4; ++i) {
      double value = uniform(-1, 1);
      if (kind >= 8 && kind < 12) value *= scale;
      if (kind >= 12 && kind < 15) value *= std::exp2(uniform(format.min_exponent, format.max_exponent));
      if (kind == 15) value = special[random() % std::size(special)];
      components.push_back(format.Round(value));
    }
  }
  return components;
}

std::string Source(const GeometricFunction& function, const std::string& type, int width) {
  const std::string suffix = width == 1 ? "" : std::to_string(width);
  const auto load = [&](const char* buffer) {
    return width == 1 ? std::string(buffer) + "[i]" : "vload" + suffix + "(i, " + buffer + ")";
  };
  const std::string call =
      std::string(function.name) + "(" + load("a") + (TakesTwo(function.kind) ? ", " + load("b") : "") + ")";
  const bool stores_vector = GivesVector(function.kind) && width > 1;
  return "kernel void w" + std::to_string(width) + "(global const " + type + "* a, global const " + type +
         "* b, global " + type + "* r) {\n  const size_t i = get_global_id(0);\n  " +
         (stores_vector ? "vstore" + suffix + "(" + call + ", i, r)" : "r[i] = " + call) + ";\n}\n";
}

std::string Describe(const Vector& x, const Vector& y, const Vector& got, const GeometricFunction& function,
                     int width) {
  const auto list = [](const Vector& v, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += (i == 0 ? "" : ", ") + FormatNumber(v[static_cast<std::size_t>(i)]);
    return "{" + text + "}";
  };
  return "(" + list(x, width) + (TakesTwo(function.kind) ? ", " + list(y, width) : "") +
         ") = " + list(got, GivesVector(function.kind) ? width : 1);
}

Vector At(const std::vector<double>& values, std::size_t index, int width) {
  Vector vector = {};
  std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(index) * width, width, vector.begin());
  return vector;
}

Status MeasureWidth(Session& session, const GeometricFunction& function, const NumberFormat& format, int width,
                    Measurement& measurement) {
  const std::size_t count = session.samples / 4;
  const auto vector_width = static_cast<std::size_t>(width);
  const std::vector<double> a = Components(format, count * vector_width, 7 + vector_width);
  const std::vector<double> b = Components(format, count * vector_width, 70 + vector_width);
  const std::string pragma = format.type == Type::kFloat ? ""
                                                         : "#pragma OPENCL EXTENSION cl_khr_fp" +
                                                               std::to_string(8 * format.bytes) + " : enable\n";
  KILN_ASSIGN_OR_RETURN(DeviceProgram program,
                        DeviceProgram::Build(session.device, session.translator,
                                             pragma + Source(function, format.name, width), session.build_options));
  const int result_width = GivesVector(function.kind) ? width : 1;
  KILN_ASSIGN_OR_RETURN(const auto outputs,
                        program.Run("w" + std::to_string(width), count, {format.Pack(a), format.Pack(b)},
                                    {count * static_cast<std::size_t>(result_width) * format.bytes}));
  const std::vector<double> results = format.Unpack(outputs[0]);
  const Judging judging(function, format, width);
  const double bound = std::max(0.5, BoundOf(function, format.type, width));
  for (std::size_t i = 0; i < count; ++i) {
    const Vector x = At(a, i, width), y = TakesTwo(function.kind) ? At(b, i, width) : Vector{};
    const Vector got = At(results, i, result_width);
    const double error = judging.Error(x, y, got);
    if (error < 0) continue;
    ++measurement.samples;
    if (error > measurement.largest) {
      measurement.largest = error;
      measurement.at = Describe(x, y, got, function, width);
    }
    if (error <= bound) continue;
    ++measurement.failures;
    if (measurement.examples.size() < 4) {
      measurement.examples.push_back(Describe(x, y, got, function, width) + ", error " + FormatNumber(error));
    }
  }
  return {};
}

}  // namespace

std::span<const GeometricFunction> GeometricFunctions() {
  return kGeometric;
}

bool Exists(const GeometricFunction& function, Type type) {
  return type == Type::kFloat || !function.is_fast;
}

double BoundOf(const GeometricFunction& function, Type type, int width) {
  const Line line = BoundLine(function, type);
  return line.constant + line.slope * width;
}

std::string BoundText(const GeometricFunction& function, Type type) {
  if (HasTolerance(function.kind)) return "1 tolerance";
  const Line line = BoundLine(function, type);
  char constant[24], slope[24];
  std::snprintf(constant, sizeof constant, "%g", line.constant);
  std::snprintf(slope, sizeof slope, "%g", line.slope);
  const std::string growth = line.slope == 1 ? "n" : std::string(slope) + "n";
  return line.constant == 0 ? growth : constant + (" + " + growth);
}

Result<Measurement> Measure(Session& session, const GeometricFunction& function, const NumberFormat& format) {
  Measurement measurement;
  measurement.name = function.name;
  measurement.type = format.type;
  measurement.bound = BoundText(function, format.type);
  for (const int width : {1, 2, 3, 4}) {
    if (function.kind == Kind::kCross && width < 3) continue;
    if (Status status = MeasureWidth(session, function, format, width, measurement); !status) {
      return Fail(std::move(status.error()).With("in " + measurement.name + " of " + format.name));
    }
  }
  return measurement;
}

}  // namespace kiln::precision
