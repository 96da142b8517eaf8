#include "tests/precision/number_format.h"

#include <bit>
#include <cmath>
#include <cstring>

#include "harness/values/half.h"

namespace kiln::precision {

NumberFormat FormatOf(Type type) {
  switch (type) {
    case Type::kFloat:
      return {type, "float", 4, 24, -126, 127};
    case Type::kDouble:
      return {type, "double", 8, 53, -1022, 1023};
    case Type::kHalf:
      return {type, "half", 2, 11, -14, 15};
  }
  return {};
}

double NumberFormat::Largest() const {
  return std::ldexp(2 - std::ldexp(1.0, 1 - digits), max_exponent);
}
double NumberFormat::SmallestNormal() const {
  return std::ldexp(1.0, min_exponent);
}
double NumberFormat::Smallest() const {
  return std::ldexp(1.0, min_exponent - digits + 1);
}
double NumberFormat::Epsilon() const {
  return std::ldexp(1.0, 1 - digits);
}
bool NumberFormat::IsSubnormal(double value) const {
  return value != 0 && std::fabs(value) < SmallestNormal();
}

std::uint64_t NumberFormat::Encode(double value) const {
  switch (type) {
    case Type::kFloat:
      return std::bit_cast<std::uint32_t>(static_cast<float>(value));
    case Type::kDouble:
      return std::bit_cast<std::uint64_t>(value);
    case Type::kHalf:
      return harness::DoubleToHalf(value);
  }
  return 0;
}

double NumberFormat::Decode(std::uint64_t bits) const {
  switch (type) {
    case Type::kFloat:
      return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    case Type::kDouble:
      return std::bit_cast<double>(bits);
    case Type::kHalf:
      return harness::HalfToDouble(static_cast<std::uint16_t>(bits));
  }
  return 0;
}

double NumberFormat::Neighbour(double value, bool upwards) const {
  if (value == 0) return upwards ? Smallest() : -Smallest();
  const std::uint64_t bits = Encode(value);
  return Decode((value > 0) == upwards ? bits + 1 : bits - 1);
}

std::vector<std::byte> NumberFormat::Pack(const std::vector<double>& values) const {
  std::vector<std::byte> packed(values.size() * bytes);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint64_t bits = Encode(values[i]);
    std::memcpy(packed.data() + i * bytes, &bits, bytes);  // little-endian, as the device is
  }
  return packed;
}

std::vector<double> NumberFormat::Unpack(const std::vector<std::byte>& packed) const {
  std::vector<double> values(packed.size() / bytes);
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, packed.data() + i * bytes, bytes);
    values[i] = Decode(bits);
  }
  return values;
}

}  // namespace kiln::precision
