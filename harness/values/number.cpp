#include "harness/values/number.h"

#include <locale.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "harness/values/half.h"

namespace kiln::harness {
namespace {

tl::unexpected<Error> Bad(std::string_view token, const std::string& why) {
  return Fail(ErrorCode::kInvalidArgument, "'" + std::string(token) + "' " + why);
}

// strtod in the C locale, whatever the program's locale is.
double StringToDouble(const char* text, char** end) {
  static const locale_t c_locale = newlocale(LC_ALL_MASK, "C", nullptr);
  return strtod_l(text, end, c_locale);
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

struct Integer {
  bool negative = false;
  std::uint64_t magnitude = 0;
};

Result<Integer> ParseInteger(std::string_view token, const NumberRules& rules) {
  std::string_view digits = token;
  Integer result;
  if (!digits.empty() && (digits[0] == '+' || digits[0] == '-')) {
    result.negative = digits[0] == '-';
    digits.remove_prefix(1);
  }
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
    base = 16;
    digits.remove_prefix(2);
  } else if (rules.leading_zero_is_octal && digits.size() > 1 && digits[0] == '0') {
    base = 8;
    digits.remove_prefix(1);
  }
  if (rules.c_suffixes) {
    while (!digits.empty() && std::strchr("uUlL", digits.back()) != nullptr) digits.remove_suffix(1);
  }
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result.magnitude, base);
  if (error == std::errc::result_out_of_range) return Bad(token, "does not fit 64 bits");
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) {
    return Bad(token, "is not an integer");
  }
  return result;
}

Result<std::uint64_t> ToTwosComplement(std::string_view token, Integer value, Scalar scalar, bool wrap) {
  const std::size_t bits = SizeOf(scalar) * 8;
  const std::uint64_t largest = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  const std::uint64_t lowest = std::uint64_t{1}
                               << ((wrap ? 64 : bits) - 1);  // magnitude of the smallest negative number
  if (value.negative) {
    if (!IsSigned(scalar) && value.magnitude != 0) {
      return Bad(token, std::string("is negative, but the type is ") + OpenClName(scalar));
    }
    if (value.magnitude > lowest) return Bad(token, std::string("does not fit ") + OpenClName(scalar));
    return ~value.magnitude + 1;
  }
  if (!wrap && value.magnitude > largest) return Bad(token, std::string("does not fit ") + OpenClName(scalar));
  return value.magnitude;
}

template <typename T>
T Load(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof(T));
  return value;
}

template <typename T>
std::string Shortest(T value) {
  if (std::isnan(value)) return std::signbit(value) ? "-nan" : "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value).ptr;
  return {buffer, end};
}

}  // namespace

Result<double> ParseDouble(std::string_view token) {
  std::string_view digits = token;
  if (!digits.empty() && (digits[0] == '+' || digits[0] == '-')) digits.remove_prefix(1);
  const bool negative = !token.empty() && token[0] == '-';
  const std::string name = Lower(digits);
  if (name == "nan") return std::copysign(std::numeric_limits<double>::quiet_NaN(), negative ? -1.0 : 1.0);
  if (name == "inf" || name == "infinity") return std::copysign(HUGE_VAL, negative ? -1.0 : 1.0);
  // strtod also takes leading blanks and "nan(chars)".
  if (digits.empty() || (std::isdigit(static_cast<unsigned char>(digits[0])) == 0 && digits[0] != '.')) {
    return Bad(token, "is not a number");
  }
  const std::string text(token);
  char* end = nullptr;
  const double value = StringToDouble(text.c_str(), &end);
  if (end != text.c_str() + text.size()) return Bad(token, "is not a number");
  return value;
}

Result<std::uint64_t> ParseCount(std::string_view token) {
  KILN_ASSIGN_OR_RETURN(const Integer value, ParseInteger(token, {}));
  if (value.negative && value.magnitude != 0) return Bad(token, "is negative");
  return value.magnitude;
}

Status StoreNumber(std::string_view token, Scalar scalar, std::byte* to, const NumberRules& rules) {
  if (!IsFloating(scalar)) {
    KILN_ASSIGN_OR_RETURN(const Integer integer, ParseInteger(token, rules));
    KILN_ASSIGN_OR_RETURN(const std::uint64_t bits, ToTwosComplement(token, integer, scalar, rules.wrap));
    std::memcpy(to, &bits, SizeOf(scalar));
    return {};
  }
  std::string_view number = token;
  if (rules.c_suffixes && number.size() > 1 && std::strchr("fFhH", number.back()) != nullptr &&
      Lower(number).find("0x") == std::string::npos && Lower(number).find("inf") == std::string::npos) {
    number.remove_suffix(1);
  }
  KILN_ASSIGN_OR_RETURN(const double value, ParseDouble(number));
  if (scalar == Scalar::kHalf) {
    const std::uint16_t bits = DoubleToHalf(value);
    std::memcpy(to, &bits, sizeof(bits));
  } else if (scalar == Scalar::kFloat) {
    const auto narrow = static_cast<float>(value);
    std::memcpy(to, &narrow, sizeof(narrow));
  } else {
    std::memcpy(to, &value, sizeof(value));
  }
  return {};
}

std::string FormatNumber(Scalar scalar, const std::byte* from) {
  switch (scalar) {
    case Scalar::kChar:
      return std::to_string(Load<std::int8_t>(from));
    case Scalar::kUchar:
      return std::to_string(Load<std::uint8_t>(from));
    case Scalar::kShort:
      return std::to_string(Load<std::int16_t>(from));
    case Scalar::kUshort:
      return std::to_string(Load<std::uint16_t>(from));
    case Scalar::kInt:
      return std::to_string(Load<std::int32_t>(from));
    case Scalar::kUint:
      return std::to_string(Load<std::uint32_t>(from));
    case Scalar::kLong:
      return std::to_string(Load<std::int64_t>(from));
    case Scalar::kUlong:
      return std::to_string(Load<std::uint64_t>(from));
    case Scalar::kHalf:
      return Shortest(static_cast<float>(HalfToDouble(Load<std::uint16_t>(from))));
    case Scalar::kFloat:
      return Shortest(Load<float>(from));
    case Scalar::kDouble:
      return Shortest(Load<double>(from));
  }
  return {};
}

double LoadDouble(Scalar scalar, const std::byte* from) {
  switch (scalar) {
    case Scalar::kChar:
      return Load<std::int8_t>(from);
    case Scalar::kUchar:
      return Load<std::uint8_t>(from);
    case Scalar::kShort:
      return Load<std::int16_t>(from);
    case Scalar::kUshort:
      return Load<std::uint16_t>(from);
    case Scalar::kInt:
      return Load<std::int32_t>(from);
    case Scalar::kUint:
      return Load<std::uint32_t>(from);
    case Scalar::kLong:
      return static_cast<double>(Load<std::int64_t>(from));
    case Scalar::kUlong:
      return static_cast<double>(Load<std::uint64_t>(from));
    case Scalar::kHalf:
      return HalfToDouble(Load<std::uint16_t>(from));
    case Scalar::kFloat:
      return Load<float>(from);
    case Scalar::kDouble:
      return Load<double>(from);
  }
  return 0;
}

}  // namespace kiln::harness
