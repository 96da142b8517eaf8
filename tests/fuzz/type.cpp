#include "tests/fuzz/type.h"

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
