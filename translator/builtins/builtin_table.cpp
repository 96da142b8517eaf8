#include "translator/builtins/builtin_table.h"

#include <algorithm>
#include <iterator>

namespace kiln::translator::builtins {
namespace {

#define KILN_MATH(name, f32, relaxed, f64, f16, operation, use, source) \
  {#name, f32, relaxed, f64, f16, OperationName(#operation), OperationUse::k##use, Source::k##source},
#define KILN_BUILTIN(name, family)
#define KILN_BUILTIN_PREFIX(prefix, family)

constexpr std::string_view OperationName(std::string_view name) {
  return name == "None" ? std::string_view() : name;
}

constexpr MathBuiltin kMath[] = {
#include "translator/builtins/builtins.def"
};

struct FamilyRow {
  std::string_view name;
  Family family;
};

#define KILN_MATH(name, f32, relaxed, f64, f16, operation, use, source)
#define KILN_BUILTIN(name, family) {#name, Family::k##family},
#define KILN_BUILTIN_PREFIX(prefix, family)
constexpr FamilyRow kNames[] = {
#include "translator/builtins/builtins.def"
};

#define KILN_MATH(name, f32, relaxed, f64, f16, operation, use, source)
#define KILN_BUILTIN(name, family)
#define KILN_BUILTIN_PREFIX(prefix, family) {#prefix, Family::k##family},
constexpr FamilyRow kPrefixes[] = {
#include "translator/builtins/builtins.def"
};

}  // namespace

std::span<const MathBuiltin> MathBuiltins() {
  return kMath;
}

const MathBuiltin* FindMathBuiltin(std::string_view name) {
  const auto* found = std::lower_bound(std::begin(kMath), std::end(kMath), name,
                                       [](const MathBuiltin& row, std::string_view key) { return row.name < key; });
  return found != std::end(kMath) && found->name == name ? found : nullptr;
}

bool FindFamily(std::string_view name, Family& family) {
  if (FindMathBuiltin(name) != nullptr) {
    family = Family::kMath;
    return true;
  }
  for (const FamilyRow& row : kNames) {
    if (row.name == name) {
      family = row.family;
      return true;
    }
  }
  for (const FamilyRow& row : kPrefixes) {
    if (name.starts_with(row.name)) {
      family = row.family;
      return true;
    }
  }
  return false;
}

}  // namespace kiln::translator::builtins
