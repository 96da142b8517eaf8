#include "tests/fuzz/type.h"

#include <algorithm>
#include <array>

namespace kiln::fuzz {
namespace {

struct ScalarFacts {
  const char* name;
  std::uint32_t bits;
  bool is_signed;
};
constexpr std::array<ScalarFacts, 9> kFacts = {{{"char", 8, true},
                                                {"uchar", 8, false},
                                                {"short", 16, true},
                                                {"ushort", 16, false},
                                                {"int", 32, true},
                                                {"uint", 32, false},
                                                {"long", 64, true},
                                                {"ulong", 64, false},
                                                {"float", 32, false}}};

const ScalarFacts& Facts(Scalar scalar) {
  return kFacts[static_cast<std::size_t>(scalar)];
}

}  // namespace

std::uint32_t Type::scalar_bits() const {
  return Facts(scalar).bits;
}
bool Type::is_signed() const {
  return Facts(scalar).is_signed;
}
std::string Type::scalar_name() const {
  return Facts(scalar).name;
}
std::string Type::name() const {
  return width == 1 ? scalar_name() : scalar_name() + std::to_string(width);
}
Type Type::Unsigned() const {
  return {*IntegerOf(scalar_bits(), false), width};
}
Type Type::Signed() const {
  return {*IntegerOf(scalar_bits(), true), width};
}

std::optional<Scalar> IntegerOf(std::uint32_t bits, bool is_signed) {
  for (std::size_t i = 0; i < kFacts.size(); ++i) {
    const auto scalar = static_cast<Scalar>(i);
    if (scalar != Scalar::kFloat && kFacts[i].bits == bits && kFacts[i].is_signed == is_signed) return scalar;
  }
  return std::nullopt;
}

Layout LayoutOf(const Aggregate& aggregate, const std::vector<Aggregate>& all) {
  Layout layout;
  for (const Field& field : aggregate.fields) {
    Layout one{field.type.bytes(), field.type.bytes(), field.type.width != 3 && !field.type.is_float()};
    if (field.aggregate >= 0) one = LayoutOf(all[static_cast<std::size_t>(field.aggregate)], all);
    if (aggregate.packed) one.alignment = 1;
    const std::uint32_t begin =
        aggregate.is_union ? 0 : (layout.bytes + one.alignment - 1) / one.alignment * one.alignment;
    const std::uint32_t end = begin + one.bytes * std::max(1U, field.count);
    layout.is_plain &= one.is_plain && (aggregate.is_union || begin == layout.bytes);
    layout.bytes = std::max(layout.bytes, end);
    layout.alignment = std::max(layout.alignment, one.alignment);
  }
  const std::uint32_t bytes = (layout.bytes + layout.alignment - 1) / layout.alignment * layout.alignment;
  layout.is_plain &= bytes == layout.bytes;
  layout.bytes = bytes;
  return layout;
}

std::string Keyword(Space space) {
  switch (space) {
    case Space::kLocal:
      return "local ";
    case Space::kGlobal:
      return "global ";
    case Space::kConstant:
      return "constant ";
    case Space::kPrivate:
      return "private ";
    case Space::kGeneric:
      return "";
  }
  return "";
}

}  // namespace kiln::fuzz
