#include "tests/precision/inputs.h"

#include <climits>
#include <cmath>
#include <limits>
#include <random>

namespace kiln::precision {
namespace {

constexpr double kPi = 3.14159265358979323846;

std::vector<double> Edges(const NumberFormat& format) {
  std::vector<double> edges = {0,
                               format.Smallest(),
                               format.SmallestNormal() - format.Smallest(),
                               format.SmallestNormal() / 2,
                               format.SmallestNormal(),
                               format.SmallestNormal() + format.Smallest(),
                               format.Largest(),
                               format.Neighbour(format.Largest(), false),
                               format.Epsilon(),
                               1 - format.Epsilon() / 2,
                               1 + format.Epsilon(),
                               0.5 - format.Epsilon() / 4,
                               0.5 + format.Epsilon() / 2,
                               0.1,
                               0.25,
                               0.5,
                               0.75,
                               1,
                               1.5,
                               2,
                               2.5,
                               3,
                               3.5,
                               7,
                               10,
                               11,
                               16,
                               24,
                               31.5,
                               36,
                               88.5,
                               100,
                               126,
                               127,
                               128,
                               149,
                               171,
                               709,
                               1023,
                               1024.5,
                               65504,
                               kPi / 4,
                               kPi / 2,
                               kPi,
                               3 * kPi / 2,
                               2 * kPi,
                               22,
                               1e5,
                               1e8,
                               std::ldexp(1, format.digits - 1) - 0.5,
                               std::ldexp(1, format.digits - 1),
                               std::ldexp(1, format.digits - 1) + 1,
                               std::ldexp(1, format.digits),
                               0x1.6ac5b262ca1ffp849,  // nearest to a multiple of pi / 2: of doubles,
                               0x1.47d0fep34,          // of floats
                               std::numeric_limits<double>::infinity()};
  const std::size_t count = edges.size();
  for (std::size_t i = 0; i < count; ++i) {
    edges[i] = format.Round(edges[i]);
    edges.push_back(-edges[i]);
  }
  edges.push_back(std::numeric_limits<double>::quiet_NaN());
  return edges;
}

constexpr std::int32_t kIntegers[] = {0,    1,    -1,   2,     -2,      3,       -3,     4,      7,
                                      -8,   24,   25,   126,   127,     128,     -126,   -127,   -149,
                                      -150, 1023, 1024, -1022, -1074,   -1075,   14,     15,     -14,
                                      -24,  -25,  2000, -2000, INT_MAX, INT_MIN, 100001, -99999, INT_MAX - 1};

class Generator {
 public:
  Generator(const NumberFormat& format, std::uint64_t seed) : format_(format), random_(seed) {}

  double Uniform(double low, double high) { return std::uniform_real_distribution<double>(low, high)(random_); }
  std::uint64_t Bits() { return random_(); }
  double Pattern() {
    const std::uint64_t mask = format_.SignBit() * 2 - 1;
    const double value = format_.Decode(Bits() & mask);
    return std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value;  // none that signals
  }
  double Sign() { return (Bits() & 1) != 0 ? 1 : -1; }

  double Anywhere() {
    switch (Bits() % 12) {
      case 0:
        return Uniform(-1, 1);
      case 1:
        return Uniform(-20, 20);
      case 2:
        return Uniform(-200, 200);
      case 3:
        return Uniform(-1000, 1000);
      case 4:  // next to 1
        return Sign() * (1 + Sign() * std::exp2(Uniform(-format_.digits, 0)));
      case 5: {  // next to a multiple of pi / 4
        const double multiple = std::floor(std::exp2(Uniform(0, std::min(format_.digits, 40)))) * (kPi / 4);
        return Sign() * multiple * (1 + Uniform(-8, 8) * format_.Epsilon());
      }
      case 6:  // next to an integer, or half of one
        return Sign() * std::floor(std::exp2(Uniform(0, 9))) / 2 * (1 + Uniform(-3, 3) * format_.Epsilon());
      default:
        return Pattern();
    }
  }

  // An exponent for `base` that keeps the power a number.
  double PowerFor(double base) {
    const double logarithm = std::log2(std::fabs(base));
    const double range = (format_.max_exponent + 30) / std::max(std::fabs(logarithm), 1e-30);
    const double power = Uniform(-range, range);
    return base < 0 || Bits() % 8 == 0 ? std::round(power) : power;
  }

  std::int32_t Integer(Inputs inputs, double x) {
    switch (Bits() % 4) {
      case 0:
        return static_cast<std::int32_t>(Bits());
      case 1:
        return static_cast<std::int32_t>(Uniform(-30, 30));
      case 2:
        if (inputs == Inputs::kPower && std::isfinite(x) && x != 0) {
          return static_cast<std::int32_t>(std::fmax(-2e9, std::fmin(2e9, PowerFor(x))));
        }
        [[fallthrough]];
      default:
        return static_cast<std::int32_t>(Uniform(-1, 1) * 2.2 * format_.max_exponent);
    }
  }

  void Add(const Function& function, InputSet& set) {
    double x = Anywhere(), y = Anywhere(), z = Anywhere();
    switch (function.inputs) {
      case Inputs::kPower:
        if (Bits() % 2 == 0) {
          y = PowerFor(x);
        } else if (Bits() % 2 == 0) {
          x = Uniform(0, 3);
          y = PowerFor(x);
        }
        break;
      case Inputs::kUnit:
        x = Uniform(-1, 1);
        y = Uniform(-1, 1);
        z = Uniform(0, 1);
        break;
      case Inputs::kFused:
        if (Bits() % 2 == 0) {  // cancels, or nearly
          x = Uniform(-2, 2) * std::exp2(std::floor(Uniform(-10, 10)));
          y = Uniform(-2, 2);
          z = -(format_.Round(x) * format_.Round(y)) * (1 + format_.Epsilon() * std::floor(Uniform(-3, 3)));
        } else if (Bits() % 2 == 0) {  // of any magnitude beside the product
          z = x * Uniform(-2, 2) * std::exp2(std::floor(Uniform(-80, 80)));
        }
        break;
      case Inputs::kOrdered:
        if (y > z) std::swap(y, z);
        break;
      default:
        switch (Bits() % 8) {
          case 0:
            y = x * (1 + Uniform(-4, 4) * format_.Epsilon());
            break;
          case 1:
            y = x * std::exp2(Uniform(-30, 30));
            break;
          case 2:  // a multiple and a half
            y = x / (std::floor(Uniform(1, 100)) / 2);
            break;
          default:
            break;
        }
    }
    Push(function, set, format_.Round(x), format_.Round(y), format_.Round(z), Integer(function.inputs, x));
  }

  static void Push(const Function& function, InputSet& set, double x, double y, double z, std::int32_t n) {
    set.x.push_back(x);
    if (function.operands == Operands::kXY || function.operands == Operands::kXYZ) set.y.push_back(y);
    if (function.operands == Operands::kXYZ) set.z.push_back(z);
    if (function.operands == Operands::kXN) set.n.push_back(n);
  }

 private:
  const NumberFormat& format_;
  std::mt19937_64 random_;
};

void AddEdges(const Function& function, const NumberFormat& format, InputSet& set) {
  const std::vector<double> edges = Edges(format);
  // All combinations of three would be a million.
  const double few[] = {0,
                        -0.0,
                        1,
                        -1.5,
                        format.Smallest(),
                        -format.SmallestNormal(),
                        format.Largest(),
                        -format.Largest(),
                        std::numeric_limits<double>::infinity(),
                        -std::numeric_limits<double>::infinity(),
                        std::numeric_limits<double>::quiet_NaN(),
                        0.1};
  for (const double x : edges) {
    switch (function.operands) {
      case Operands::kX:
        Generator::Push(function, set, x, 0, 0, 0);
        break;
      case Operands::kXY:
        for (const double y : edges) Generator::Push(function, set, x, y, 0, 0);
        break;
      case Operands::kXYZ:
        for (const double y : few) {
          for (const double z : few) Generator::Push(function, set, x, format.Round(y), format.Round(z), 0);
        }
        break;
      case Operands::kXN:
        for (const std::int32_t n : kIntegers) Generator::Push(function, set, x, 0, 0, n);
        break;
    }
  }
}

}  // namespace

Arguments InputSet::At(std::size_t index) const {
  Arguments arguments;
  arguments.x = x[index];
  if (!y.empty()) arguments.y = y[index];
  if (!z.empty()) arguments.z = z[index];
  if (!n.empty()) arguments.n = n[index];
  return arguments;
}

InputSet MakeInputs(const Function& function, const NumberFormat& format, std::size_t count) {
  InputSet set;
  AddEdges(function, format, set);
  if (format.type == Type::kHalf && function.operands == Operands::kX) {
    const std::size_t stride = std::max<std::size_t>(1, 65536 / count);
    for (std::size_t bits = 0; bits < 65536; bits += stride) set.x.push_back(format.Decode(bits));
  } else {
    std::uint64_t seed = 0;
    for (const char c : function.name) seed = seed * 31 + static_cast<unsigned char>(c);
    Generator generator(format, seed);
    const std::size_t end = set.size() + count;
    while (set.size() < end) generator.Add(function, set);
  }
  // What stands behind the last whole vector of 16 would be left out.
  while (set.size() % 48 != 0) Generator::Push(function, set, 1, 1, 1, 1);
  return set;
}

}  // namespace kiln::precision
