// The math builtins against MPFR: the error of every function stays within the bound that builtins.def quotes.
//
// KILN_ACCURACY_SAMPLES=<n> takes more samples than the default, KILN_ACCURACY_REPORT=1 prints the worst error of each.
#include <gtest/gtest.h>
#include <mpfr.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "translator/builtins/builtin_table.h"
#include "translator/passes/builtins/testing/jit_kernel.h"

namespace kiln::translator::builtins {
namespace {

using testing::JitKernel;

// An MPFR number of 200 bits.
class Exact {
 public:
  Exact() { mpfr_init2(value_, 200); }
  explicit Exact(double value) : Exact() { mpfr_set_d(value_, value, MPFR_RNDN); }
  ~Exact() { mpfr_clear(value_); }
  Exact(const Exact&) = delete;
  Exact& operator=(const Exact&) = delete;
  mpfr_ptr get() { return value_; }

 private:
  mpfr_t value_;
};

using Unary = int (*)(mpfr_t, const mpfr_t, mpfr_rnd_t);
using Binary = int (*)(mpfr_t, const mpfr_t, const mpfr_t, mpfr_rnd_t);

int Rsqrt(mpfr_t r, const mpfr_t x, mpfr_rnd_t mode) {
  return mpfr_zero_p(x) != 0 ? mpfr_ui_div(r, 1, x, mode) : mpfr_rec_sqrt(r, x, mode);
}
int Lgamma(mpfr_t r, const mpfr_t x, mpfr_rnd_t mode) {
  int sign = 0;
  return mpfr_lgamma(r, &sign, x, mode);
}
int Round(mpfr_t r, const mpfr_t x, mpfr_rnd_t) {
  return mpfr_round(r, x);
}
int Rint(mpfr_t r, const mpfr_t x, mpfr_rnd_t) {
  return mpfr_rint(r, x, MPFR_RNDN);
}
int Trunc(mpfr_t r, const mpfr_t x, mpfr_rnd_t) {
  return mpfr_trunc(r, x);
}
int Floor(mpfr_t r, const mpfr_t x, mpfr_rnd_t) {
  return mpfr_floor(r, x);
}
int Ceil(mpfr_t r, const mpfr_t x, mpfr_rnd_t) {
  return mpfr_ceil(r, x);
}
int Sqrt(mpfr_t r, const mpfr_t x, mpfr_rnd_t mode) {
  return mpfr_sqrt(r, x, mode);
}

struct UnaryRow {
  const char* name;
  Unary exact;
};
const UnaryRow kUnary[] = {
    {"acos", mpfr_acos},     {"acosh", mpfr_acosh},   {"acospi", mpfr_acospi}, {"asin", mpfr_asin},
    {"asinh", mpfr_asinh},   {"asinpi", mpfr_asinpi}, {"atan", mpfr_atan},     {"atanh", mpfr_atanh},
    {"atanpi", mpfr_atanpi}, {"cbrt", mpfr_cbrt},     {"ceil", Ceil},          {"cos", mpfr_cos},
    {"cosh", mpfr_cosh},     {"cospi", mpfr_cospi},   {"erf", mpfr_erf},       {"erfc", mpfr_erfc},
    {"exp", mpfr_exp},       {"exp10", mpfr_exp10},   {"exp2", mpfr_exp2},     {"expm1", mpfr_expm1},
    {"floor", Floor},        {"lgamma", Lgamma},      {"log", mpfr_log},       {"log10", mpfr_log10},
    {"log1p", mpfr_log1p},   {"log2", mpfr_log2},     {"rint", Rint},          {"round", Round},
    {"rsqrt", Rsqrt},        {"sin", mpfr_sin},       {"sinh", mpfr_sinh},     {"sinpi", mpfr_sinpi},
    {"sqrt", Sqrt},          {"tan", mpfr_tan},       {"tanh", mpfr_tanh},     {"tanpi", mpfr_tanpi},
    {"tgamma", mpfr_gamma},  {"trunc", Trunc}};

struct BinaryRow {
  const char* name;
  Binary exact;
};
const BinaryRow kBinary[] = {{"atan2", mpfr_atan2}, {"atan2pi", mpfr_atan2pi},    {"fdim", mpfr_dim},
                             {"fmod", mpfr_fmod},   {"hypot", mpfr_hypot},        {"pow", mpfr_pow},
                             {"powr", mpfr_pow},    {"remainder", mpfr_remainder}};

int PowN(mpfr_t r, const mpfr_t x, const mpfr_t n, mpfr_rnd_t mode) {
  return mpfr_pow_si(r, x, mpfr_get_si(n, MPFR_RNDN), mode);
}
int RootN(mpfr_t r, const mpfr_t x, const mpfr_t n, mpfr_rnd_t mode) {
  return mpfr_rootn_si(r, x, mpfr_get_si(n, MPFR_RNDN), mode);
}

template <typename Real>
struct Format;
template <>
struct Format<float> {
  static constexpr const char* kName = "float";
  using Bits = std::uint32_t;
  static constexpr int kMantissa = 24, kSmallest = -149, kNormal = -126;
};
template <>
struct Format<double> {
  static constexpr const char* kName = "double";
  using Bits = std::uint64_t;
  static constexpr int kMantissa = 53, kSmallest = -1074, kNormal = -1022;
};

// Error in ULP of Real at the exact value. Where flushing subnormals is allowed, a zero stands for any of them.
template <typename Real>
double UlpError(Real got, mpfr_ptr exact, bool may_flush) {
  if (mpfr_nan_p(exact) != 0) {
    return std::isnan(got) ? 0 : std::numeric_limits<double>::infinity();
  }
  Exact rounded;
  mpfr_prec_round(exact, 200, MPFR_RNDN);
  mpfr_set_prec(rounded.get(), Format<Real>::kMantissa);
  mpfr_set(rounded.get(), exact, MPFR_RNDN);
  const bool overflows =
      mpfr_inf_p(rounded.get()) != 0 ||
      mpfr_cmpabs(rounded.get(), Exact(static_cast<double>(std::numeric_limits<Real>::max())).get()) > 0;
  if (overflows || std::isinf(got)) {
    // A result at the edge may be infinity or the largest number.
    const Real limit = mpfr_sgn(exact) < 0 ? std::numeric_limits<Real>::lowest() : std::numeric_limits<Real>::max();
    if (overflows) {
      return std::isinf(got) && (got < 0) == (mpfr_sgn(exact) < 0) ? 0
             : got == limit                                        ? 1
                                                                   : std::numeric_limits<double>::infinity();
    }
    Exact ratio;
    mpfr_div_d(ratio.get(), exact, static_cast<double>(limit), MPFR_RNDN);
    return mpfr_get_d(ratio.get(), MPFR_RNDN) > 1 - std::ldexp(4.0, -Format<Real>::kMantissa)
               ? 1
               : std::numeric_limits<double>::infinity();
  }
  if (std::isnan(got)) {
    return std::numeric_limits<double>::infinity();
  }
  if (mpfr_zero_p(exact) != 0) {
    return got == 0 ? 0 : std::fabs(static_cast<double>(got)) / std::ldexp(1.0, Format<Real>::kSmallest);
  }
  const long exponent = mpfr_get_exp(exact) - 1;
  // libclc flushes the smallest normal number too.
  if (may_flush && got == 0 && exponent <= Format<Real>::kNormal) {
    return 0;
  }
  Exact difference(static_cast<double>(got));
  mpfr_sub(difference.get(), difference.get(), exact, MPFR_RNDN);
  const long ulp = std::max<long>(exponent - Format<Real>::kMantissa + 1, Format<Real>::kSmallest);
  mpfr_mul_2si(difference.get(), difference.get(), -ulp, MPFR_RNDN);
  return std::fabs(mpfr_get_d(difference.get(), MPFR_RNDN));
}

template <typename Real>
std::vector<Real> Edges() {
  using Limits = std::numeric_limits<Real>;
  std::vector<Real> edges = {0,
                             Real(0.5),
                             1,
                             Real(1.5),
                             2,
                             Real(2.5),
                             3,
                             10,
                             100,
                             Real(0.1),
                             Real(1e-5),
                             Real(1e5),
                             Real(0.75),
                             Real(0.25),
                             128,
                             127,
                             126,
                             88,
                             709,
                             1023,
                             1024,
                             36,
                             171,
                             Real(0.99999),
                             Real(1.00001),
                             Real(M_PI),
                             Real(M_PI_2),
                             Real(M_PI_4),
                             Real(8388607.5),
                             Real(8388609),
                             Real(4503599627370495.5),
                             Real(3 * M_PI_2),
                             Real(2 * M_PI),
                             Real(22),
                             Real(1e8),
                             Real(33554432 * M_PI_2),
                             Real(0x1.6ac5b262ca1ffp849),
                             Real(0x1.47d0fep34),
                             Real(0x1.2f5bafp29),
                             Limits::max(),
                             Limits::min(),
                             Limits::infinity(),
                             Limits::epsilon(),
                             1 + Limits::epsilon(),
                             1 - Limits::epsilon() / 2,
                             Real(0.5) - Limits::epsilon() / 4};
  const std::size_t count = edges.size();
  for (std::size_t i = 0; i < count; ++i) {
    edges.push_back(-edges[i]);
  }
  edges.push_back(Limits::quiet_NaN());
  return edges;
}

std::size_t Samples() {
  const char* text = std::getenv("KILN_ACCURACY_SAMPLES");
  return text == nullptr ? 4000 : std::strtoul(text, nullptr, 10);
}

// Edges, then numbers of moderate size, then any bit pattern that is not subnormal.
template <typename Real>
std::vector<Real> Inputs(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Real> inputs = Edges<Real>();
  while (inputs.size() < count) {
    const std::uint64_t kind = random() % 5;
    Real value = 0;
    if (kind == 0) {
      value = std::bit_cast<Real>(static_cast<typename Format<Real>::Bits>(random()));
    } else if (kind == 4) {
      // Next to a multiple of pi / 2, where the reduction of sin, cos and tan cancels most.
      const double multiple = static_cast<double>(random() >> (24 + random() % 38));
      Exact product;
      mpfr_const_pi(product.get(), MPFR_RNDN);
      mpfr_mul_d(product.get(), product.get(), multiple / 2, MPFR_RNDN);
      value = static_cast<Real>(mpfr_get_d(product.get(), MPFR_RNDN));
    } else {
      const double range = kind == 1 ? 1.0 : kind == 2 ? 20.0 : 800.0;
      value = static_cast<Real>(std::uniform_real_distribution<double>(-range, range)(random));
    }
    if (std::isnormal(value) || value == 0) {
      inputs.push_back(value);
    }
  }
  return inputs;
}

// Half an ULP is what the specification's 0, "correctly rounded", leaves.
double Bound(const MathBuiltin& row, float) {
  return std::max(row.ulp_f32, 0.5);
}
double Bound(const MathBuiltin& row, double) {
  return std::max(row.ulp_f64, 0.5);
}

JitKernel Compile(const std::string& source, const TargetProfile& profile) {
  auto kernel = JitKernel::Create(source, profile, {});
  EXPECT_TRUE(kernel.has_value()) << kernel.error().ToString();
  if (!kernel) {
    std::abort();
  }
  return std::move(*kernel);
}

template <typename Real>
std::string Print(Real value) {
  char text[64];
  std::snprintf(text, sizeof text, "%a (%.17g)", static_cast<double>(value), static_cast<double>(value));
  return text;
}

// What fails is printed with its arguments; `worst` is the largest error over all samples.
class Worst {
 public:
  Worst(std::string name, double bound) : name_(std::move(name)), bound_(bound) {}
  ~Worst() {
    EXPECT_LE(error_, bound_) << name_ << ": " << where_;
    if (std::getenv("KILN_ACCURACY_REPORT") != nullptr) {
      std::printf("%-18s bound %-6g worst %-10.4g %s\n", name_.c_str(), bound_, error_, where_.c_str());
    }
  }
  Worst(const Worst&) = delete;
  Worst& operator=(const Worst&) = delete;
  void Add(double error, const std::string& where) {
    if (!(error <= error_)) {
      error_ = error;
      where_ = where;
    }
  }

 private:
  std::string name_;
  double bound_;
  double error_ = 0;
  std::string where_;
};

std::string Prefix(const char* type) {
  return std::string(type) == "double" ? "#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n" : "";
}

template <typename Real>
void CheckUnary(const TargetProfile& profile) {
  const std::string type = Format<Real>::kName;
  const std::vector<Real> inputs = Inputs<Real>(Samples(), 1);
  std::vector<Real> results(inputs.size());
  for (const UnaryRow& row : kUnary) {
    const JitKernel kernel =
        Compile(Prefix(Format<Real>::kName) + "kernel void k(global const " + type + "* a, global const " + type +
                    "* b, global const " + type + "* c, global " + type + "* r, uint n) {\n" +
                    "  for (uint i = 0; i < n; ++i) r[i] = " + row.name + "(a[i]);\n}\n",
                profile);
    kernel.Run(inputs.data(), nullptr, nullptr, results.data(), static_cast<std::uint32_t>(inputs.size()));
    const double bound = row.exact == Lgamma ? 64 : Bound(*FindMathBuiltin(row.name), Real());
    Worst worst(std::string(row.name) + " " + type, bound);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      Exact argument(static_cast<double>(inputs[i]));
      Exact exact;
      row.exact(exact.get(), argument.get(), MPFR_RNDN);
      // Where lgamma crosses zero no relative bound holds, and the specification gives none.
      double error = UlpError<Real>(results[i], exact.get(), std::is_same_v<Real, float>);
      if (row.exact == Lgamma && std::fabs(mpfr_get_d(exact.get(), MPFR_RNDN)) < 0.5 && std::fabs(results[i]) < 0.51) {
        error = 0;
      }
      worst.Add(error, Print(inputs[i]) + " -> " + Print(results[i]));
    }
  }
}

template <typename Real, typename Second>
void CheckBinary(const char* name, Binary function, const std::vector<Real>& first, const std::vector<Second>& second,
                 const char* second_type, const TargetProfile& profile) {
  const std::string type = Format<Real>::kName;
  std::vector<Real> results(first.size());
  const JitKernel kernel =
      Compile(Prefix(Format<Real>::kName) + "kernel void k(global const " + type + "* a, global const " + second_type +
                  "* b, global const " + type + "* c, global " + type + "* r, uint n) {\n" +
                  "  for (uint i = 0; i < n; ++i) r[i] = " + name + "(a[i], b[i]);\n}\n",
              profile);
  kernel.Run(first.data(), second.data(), nullptr, results.data(), static_cast<std::uint32_t>(first.size()));
  Worst worst(std::string(name) + " " + type, Bound(*FindMathBuiltin(name), Real()));
  for (std::size_t i = 0; i < first.size(); ++i) {
    const bool is_powr_only =
        std::string(name) == "powr" &&
        (!(first[i] > 0) || std::isinf(static_cast<double>(first[i])) || std::isinf(static_cast<double>(second[i])) ||
         std::isnan(static_cast<double>(second[i])));
    if (is_powr_only) {
      continue;  // its special cases differ from pow's
    }
    Exact x(static_cast<double>(first[i]));
    Exact y(static_cast<double>(second[i]));
    Exact exact;
    function(exact.get(), x.get(), y.get(), MPFR_RNDN);
    worst.Add(UlpError<Real>(results[i], exact.get(), std::is_same_v<Real, float>),
              Print(first[i]) + ", " + Print(second[i]) + " -> " + Print(results[i]));
  }
}

template <typename Real>
void CheckAllBinary(const TargetProfile& profile) {
  // Every pair of edges, then random ones.
  std::vector<Real> first;
  std::vector<Real> second;
  for (Real x : Edges<Real>()) {
    for (Real y : Edges<Real>()) {
      first.push_back(x);
      second.push_back(y);
    }
  }
  for (Real x : Inputs<Real>(Samples(), 2)) {
    first.push_back(x);
  }
  for (Real y : Inputs<Real>(Samples(), 3)) {
    second.push_back(y);
  }
  for (const BinaryRow& row : kBinary) {
    CheckBinary<Real, Real>(row.name, row.exact, first, second, Format<Real>::kName, profile);
  }
  std::mt19937_64 random(4);
  std::vector<std::int32_t> integers;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const std::int32_t magnitude = static_cast<std::int32_t>(random() % (i % 2 == 0 ? 6 : 300));
    integers.push_back(random() % 2 == 0 ? magnitude : -magnitude);
  }
  CheckBinary<Real, std::int32_t>("pown", PowN, first, integers, "int", profile);
  for (std::int32_t& n : integers) {
    n = n == 0 ? 1 : n;  // rootn(x, 0) is undefined
  }
  CheckBinary<Real, std::int32_t>("rootn", RootN, first, integers, "int", profile);
}

template <typename Real>
void CheckFma(const TargetProfile& profile) {
  const std::string type = Format<Real>::kName;
  std::vector<Real> a, b, c;
  for (Real x : Edges<Real>()) {
    for (Real y : Edges<Real>()) {
      for (Real z : {Real(0), Real(-0.0), Real(1), Real(-1), -(x * y), std::numeric_limits<Real>::min(),
                     std::numeric_limits<Real>::infinity(), std::numeric_limits<Real>::max()}) {
        a.push_back(x);
        b.push_back(y);
        c.push_back(z);
      }
    }
  }
  std::mt19937_64 random(5);
  for (std::size_t i = 0; i < 4 * Samples(); ++i) {
    auto draw = [&] { return std::bit_cast<Real>(static_cast<typename Format<Real>::Bits>(random())); };
    auto near_one = [&] { return static_cast<Real>(std::uniform_real_distribution<double>(-2, 2)(random)); };
    const Real x = i % 2 == 0 ? draw() : near_one();
    const Real y = i % 2 == 0 ? draw() : near_one();
    const int distance = static_cast<int>(random() % 160) - 80;
    // Cancelling and nearly cancelling sums, and any others.
    const Real z = i % 3 == 0   ? -(x * y) * (1 + std::numeric_limits<Real>::epsilon() *
                                                    static_cast<Real>(static_cast<int>(random() % 5) - 2))
                   : i % 3 == 1 ? std::ldexp(near_one(), distance) * x
                                : draw();
    a.push_back(x);
    b.push_back(y);
    c.push_back(z);
  }
  std::vector<Real> results(a.size());
  const JitKernel kernel =
      Compile(Prefix(Format<Real>::kName) + "kernel void k(global const " + type + "* a, global const " + type +
                  "* b, global const " + type + "* c, global " + type + "* r, uint n) {\n" +
                  "  for (uint i = 0; i < n; ++i) r[i] = fma(a[i], b[i], c[i]);\n}\n",
              profile);
  kernel.Run(a.data(), b.data(), c.data(), results.data(), static_cast<std::uint32_t>(a.size()));
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Real expected = std::fma(a[i], b[i], c[i]);
    if (std::isnan(expected)) {
      ASSERT_TRUE(std::isnan(results[i])) << Print(a[i]) << " * " << Print(b[i]) << " + " << Print(c[i]);
    } else {
      ASSERT_EQ(std::bit_cast<typename Format<Real>::Bits>(expected),
                std::bit_cast<typename Format<Real>::Bits>(results[i]))
          << Print(a[i]) << " * " << Print(b[i]) << " + " << Print(c[i]) << " = " << Print(results[i]) << ", not "
          << Print(expected);
    }
  }
}

TargetProfile Vulkan() {
  return {};
}
TargetProfile WithoutDouble() {
  TargetProfile profile;
  profile.float64 = false;
  return profile;
}

TEST(MathAccuracy, UnaryFloat) {
  CheckUnary<float>(Vulkan());
}
TEST(MathAccuracy, UnaryFloatWithoutDouble) {
  CheckUnary<float>(WithoutDouble());
}
TEST(MathAccuracy, UnaryDouble) {
  CheckUnary<double>(Vulkan());
}
TEST(MathAccuracy, BinaryFloat) {
  CheckAllBinary<float>(Vulkan());
}
TEST(MathAccuracy, BinaryDouble) {
  CheckAllBinary<double>(Vulkan());
}
TEST(MathAccuracy, FmaFloatThroughDouble) {
  CheckFma<float>(Vulkan());
}
TEST(MathAccuracy, FmaFloatInIntegers) {
  CheckFma<float>(WithoutDouble());
}
TEST(MathAccuracy, FmaDouble) {
  CheckFma<double>(Vulkan());
}

}  // namespace
}  // namespace kiln::translator::builtins
