// Text <-> one scalar in memory.
#ifndef KILN_HARNESS_VALUES_NUMBER_H_
#define KILN_HARNESS_VALUES_NUMBER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "harness/values/element.h"
#include "kiln/base/result.h"

namespace kiln::harness {

struct NumberRules {
  // Integers outside the type wrap around as a C conversion does (test descriptions write -1 as 0xffffffff, and large
  // values for chars), as long as 64 bits hold them. Otherwise they must lie between the type's smallest value and the
  // largest of its unsigned twin.
  bool wrap = false;
  bool leading_zero_is_octal = false;  // as C reads it
  bool c_suffixes = false;             // 7u, 7UL, 2.5f
};

// Writes `token` as a `scalar` to `to` (SizeOf(scalar) bytes, any alignment). Integers: decimal or hexadecimal, with a
// sign (unsigned types accept no minus). Floating: decimal or hexadecimal, nan, inf, infinity; rounded as double, then
// to the type.
Status StoreNumber(std::string_view token, Scalar scalar, std::byte* to, const NumberRules& rules = {});

// A non-negative integer, decimal or hexadecimal.
Result<std::uint64_t> ParseCount(std::string_view token);
// A double as StoreNumber reads it.
Result<double> ParseDouble(std::string_view token);

// The scalar at `from` so that it reads back as the same bits (NaN payloads aside).
std::string FormatNumber(Scalar scalar, const std::byte* from);
// The scalar as a double; 64-bit integers round.
double LoadDouble(Scalar scalar, const std::byte* from);

}  // namespace kiln::harness

#endif  // KILN_HARNESS_VALUES_NUMBER_H_
