#include "harness/values/element.h"

#include <array>
#include <utility>

namespace kiln::harness {
namespace {

struct Row {
  const char* opencl;
  const char* brief;
  std::size_t size;
  bool floating;
  bool is_signed;
};
// In the order of Scalar.
constexpr std::array<Row, 11> kRows = {{{"char", "i8", 1, false, true},
                                        {"uchar", "u8", 1, false, false},
                                        {"short", "i16", 2, false, true},
                                        {"ushort", "u16", 2, false, false},
                                        {"int", "i32", 4, false, true},
                                        {"uint", "u32", 4, false, false},
                                        {"long", "i64", 8, false, true},
                                        {"ulong", "u64", 8, false, false},
                                        {"half", "f16", 2, true, true},
                                        {"float", "f32", 4, true, true},
                                        {"double", "f64", 8, true, true}}};

// Spellings of scalar types that have no vector form.
constexpr std::array<std::pair<std::string_view, Scalar>, 15> kAliases = {{{"signed char", Scalar::kChar},
                                                                           {"unsigned char", Scalar::kUchar},
                                                                           {"unsigned short", Scalar::kUshort},
                                                                           {"unsigned int", Scalar::kUint},
                                                                           {"unsigned", Scalar::kUint},
                                                                           {"signed", Scalar::kInt},
                                                                           {"signed int", Scalar::kInt},
                                                                           {"unsigned long", Scalar::kUlong},
                                                                           {"long long", Scalar::kLong},
                                                                           {"size_t", Scalar::kUint},
                                                                           {"uintptr_t", Scalar::kUint},
                                                                           {"ptrdiff_t", Scalar::kInt},
                                                                           {"intptr_t", Scalar::kInt},
                                                                           {"bool", Scalar::kUchar},
                                                                           {"_Bool", Scalar::kUchar}}};

const Row& RowOf(Scalar scalar) {
  return kRows[static_cast<std::size_t>(scalar)];
}

std::optional<std::uint32_t> ParseWidth(std::string_view digits) {
  if (digits.empty()) return 1;
  for (std::uint32_t width : {2U, 3U, 4U, 8U, 16U}) {
    if (digits == std::to_string(width)) return width;
  }
  return std::nullopt;
}

}  // namespace

std::size_t SizeOf(Scalar scalar) {
  return RowOf(scalar).size;
}
bool IsFloating(Scalar scalar) {
  return RowOf(scalar).floating;
}
bool IsSigned(Scalar scalar) {
  return RowOf(scalar).is_signed;
}
const char* OpenClName(Scalar scalar) {
  return RowOf(scalar).opencl;
}
const char* ShortName(Scalar scalar) {
  return RowOf(scalar).brief;
}

std::string Element::name() const {
  return width == 1 ? std::string(OpenClName(scalar)) : OpenClName(scalar) + std::to_string(width);
}

std::optional<Element> ParseOpenClType(std::string_view name) {
  for (const auto& [spelling, scalar] : kAliases) {
    if (name == spelling) return Element{scalar, 1};
  }
  const std::size_t digits = name.find_first_of("0123456789");
  const std::string_view base = name.substr(0, digits);
  const auto width = ParseWidth(digits == std::string_view::npos ? std::string_view() : name.substr(digits));
  if (!width) return std::nullopt;
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (base == kRows[i].opencl) return Element{static_cast<Scalar>(i), *width};
  }
  return std::nullopt;
}

std::optional<Element> ParseElement(std::string_view name) {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (name == kRows[i].brief) return Element{static_cast<Scalar>(i), 1};
  }
  return ParseOpenClType(name);
}

}  // namespace kiln::harness
