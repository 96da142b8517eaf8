#include "translator/builtins/mangled_call.h"

#include <cctype>
#include <cstdlib>
#include <utility>

namespace kiln::translator::builtins {
namespace {

// Recursive descent over the subset of the Itanium grammar in which OpenCL builtins are named:
//   type := builtin | 'Dv' count '_' type | 'P' type | qualifier+ type | source-name | substitution
// Substitutable components are recorded in the order in which their encoding ends, as the ABI demands; a group of
// qualifiers is one component.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<MangledCall> Parse() {
    if (!Eat("_Z")) {
      return std::nullopt;
    }
    MangledCall call;
    if (!ParseSourceName(call.name)) {
      return std::nullopt;
    }
    while (!text_.empty()) {
      Parameter parameter;
      if (!ParseType(parameter)) {
        return std::nullopt;
      }
      if (parameter.scalar != Scalar::kVoid || parameter.is_pointer) {
        call.parameters.push_back(std::move(parameter));
      }
    }
    return call;
  }

 private:
  bool Eat(std::string_view prefix) {
    if (!text_.starts_with(prefix)) {
      return false;
    }
    text_.remove_prefix(prefix.size());
    return true;
  }

  bool ParseNumber(std::uint32_t& value) {
    if (text_.empty() || std::isdigit(static_cast<unsigned char>(text_.front())) == 0) {
      return false;
    }
    value = 0;
    while (!text_.empty() && std::isdigit(static_cast<unsigned char>(text_.front())) != 0 && value < 100000) {
      value = value * 10 + static_cast<std::uint32_t>(text_.front() - '0');
      text_.remove_prefix(1);
    }
    return true;
  }

  bool ParseSourceName(std::string& name) {
    std::uint32_t length = 0;
    if (!ParseNumber(length) || length == 0 || length > text_.size()) {
      return false;
    }
    name = std::string(text_.substr(0, length));
    text_.remove_prefix(length);
    return true;
  }

  bool ParseType(Parameter& type) {
    if (++depth_ > 16) {
      return false;
    }
    const bool ok = ParseTypeInner(type);
    --depth_;
    return ok;
  }

  bool ParseTypeInner(Parameter& type) {
    if (text_.starts_with("S")) {
      return ParseSubstitution(type);
    }
    if (Eat("P")) {
      if (!ParseType(type)) {
        return false;
      }
      type.is_pointer = true;
      return Remember(type);
    }
    // An atomic type is a component of its own, inside the group of the pointee's other qualifiers.
    if (Eat("U7_Atomic")) {
      return ParseType(type) && Remember(type);
    }
    std::optional<std::uint32_t> address_space;
    if (ParseQualifiers(address_space)) {
      if (!ParseType(type)) {
        return false;
      }
      if (address_space) {
        type.address_space = *address_space;
      }
      return Remember(type);
    }
    if (Eat("Dv")) {
      std::uint32_t lanes = 0;
      if (!ParseNumber(lanes) || lanes < 2 || lanes > 16 || !Eat("_") || !ParseType(type)) {
        return false;
      }
      type.lanes = lanes;
      return Remember(type);
    }
    if (!text_.empty() && std::isdigit(static_cast<unsigned char>(text_.front())) != 0) {
      type.scalar = Scalar::kNamed;
      return ParseSourceName(type.name) && Remember(type);
    }
    return ParseScalar(type);
  }

  // The group of qualifiers before a type, up to an _Atomic. `address_space` is set when one of them names one.
  bool ParseQualifiers(std::optional<std::uint32_t>& address_space) {
    bool any = false;
    while (!text_.starts_with("U7_Atomic")) {
      if (Eat("U")) {
        std::string qualifier;
        if (!ParseSourceName(qualifier)) {
          return false;
        }
        if (qualifier.starts_with("AS")) {
          address_space = static_cast<std::uint32_t>(std::strtoul(qualifier.c_str() + 2, nullptr, 10));
        }
      } else if (!Eat("V") && !Eat("K") && !Eat("r")) {
        return any;
      }
      any = true;
    }
    return any;
  }

  bool ParseSubstitution(Parameter& type) {
    text_.remove_prefix(1);
    std::size_t index = 0;
    if (!Eat("_")) {
      // Base 36, offset by one: S_ is the first, S0_ the second.
      while (!text_.empty() && text_.front() != '_' && index < 1000) {
        const char c = text_.front();
        const int digit = std::isdigit(static_cast<unsigned char>(c)) != 0 ? c - '0'
                          : c >= 'A' && c <= 'Z'                           ? c - 'A' + 10
                                                                           : -1;
        if (digit < 0) {
          return false;
        }
        index = index * 36 + static_cast<std::size_t>(digit);
        text_.remove_prefix(1);
      }
      if (!Eat("_")) {
        return false;
      }
      ++index;
    }
    if (index >= components_.size()) {
      return false;
    }
    type = components_[index];
    return true;
  }

  bool ParseScalar(Parameter& type) {
    struct Code {
      std::string_view text;
      Scalar scalar;
      std::uint32_t bits;
    };
    static constexpr Code kCodes[] = {
        {"Dh", Scalar::kFloat, 16},   {"DF16_", Scalar::kFloat, 16}, {"v", Scalar::kVoid, 0},
        {"b", Scalar::kBool, 1},      {"c", Scalar::kSigned, 8},     {"a", Scalar::kSigned, 8},
        {"h", Scalar::kUnsigned, 8},  {"s", Scalar::kSigned, 16},    {"t", Scalar::kUnsigned, 16},
        {"i", Scalar::kSigned, 32},   {"j", Scalar::kUnsigned, 32},  {"l", Scalar::kSigned, 64},
        {"m", Scalar::kUnsigned, 64}, {"f", Scalar::kFloat, 32},     {"d", Scalar::kFloat, 64}};
    for (const Code& code : kCodes) {
      if (Eat(code.text)) {
        type.scalar = code.scalar;
        type.bits = code.bits;
        return true;
      }
    }
    return false;
  }

  bool Remember(const Parameter& type) {
    components_.push_back(type);
    return true;
  }

  std::string_view text_;
  std::vector<Parameter> components_;
  int depth_ = 0;
};

}  // namespace

std::optional<MangledCall> ParseMangledCall(std::string_view symbol) {
  return Parser(symbol).Parse();
}

}  // namespace kiln::translator::builtins
