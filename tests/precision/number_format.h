// The floating-point formats that are measured. Values of all of them are held in a double, which is exact.
#ifndef KILN_TESTS_PRECISION_NUMBER_FORMAT_H_
#define KILN_TESTS_PRECISION_NUMBER_FORMAT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kiln::precision {

enum class Type : std::uint8_t { kFloat, kDouble, kHalf };

struct NumberFormat {
  Type type = Type::kFloat;
  const char* name = "";  // of the scalar in OpenCL C
  std::size_t bytes = 0;
  int digits = 0;          // of the significand, with the implicit one
  int min_exponent = 0;    // 2^min_exponent is the smallest normal number
  int max_exponent = 0;    // 2^max_exponent is the largest power of two
  bool may_flush = false;  // subnormal operands and results may count as zero

  double Largest() const;
  double SmallestNormal() const;
  double Smallest() const;  // subnormal
  double Epsilon() const;   // distance of 1 to the number above it
  bool IsSubnormal(double value) const;

  std::uint64_t Encode(double value) const;  // rounds to nearest even
  double Decode(std::uint64_t bits) const;
  double Round(double value) const { return Decode(Encode(value)); }
  std::uint64_t SignBit() const { return std::uint64_t{1} << (8 * bytes - 1); }
  // The next number towards positive (or negative) infinity; neither for NaN nor beyond infinity.
  double Neighbour(double value, bool upwards) const;

  std::vector<std::byte> Pack(const std::vector<double>& values) const;
  std::vector<double> Unpack(const std::vector<std::byte>& bytes) const;
};

// Whether a device flushes subnormal numbers is the caller's to set.
NumberFormat FormatOf(Type type);

}  // namespace kiln::precision

#endif  // KILN_TESTS_PRECISION_NUMBER_FORMAT_H_
