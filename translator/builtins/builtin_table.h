// The rows of builtins.def as data.
#ifndef KILN_TRANSLATOR_BUILTINS_BUILTIN_TABLE_H_
#define KILN_TRANSLATOR_BUILTINS_BUILTIN_TABLE_H_

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace kiln::translator::builtins {

inline constexpr double kUnbounded = std::numeric_limits<double>::infinity();

enum class Family : std::uint8_t {
  kWorkItem,
  kSynchronization,
  kAsyncCopy,
  kMath,
  kInteger,
  kCommon,
  kGeometric,
  kRelational,
  kShuffle,
  kAtomic,
  kConversion,
  kVectorMemory,
  kImage,
  kSubgroup,
  kCollective,
  kGenericQuery,
};
// See builtins.def.
enum class OperationUse : std::uint8_t { kNever, kAlways, kPrecise, kRelaxed, kShorter };
enum class Source : std::uint8_t { kInline, kOwn, kClc };

struct MathBuiltin {
  std::string_view name;
  double ulp_f32 = 0, ulp_f32_relaxed = 0, ulp_f64 = 0, ulp_f16 = 0;
  std::string_view operation;  // GLSL.std.450 name, empty when there is none
  OperationUse use = OperationUse::kNever;
  Source source = Source::kInline;
};

// Sorted by name; static storage.
std::span<const MathBuiltin> MathBuiltins();
// Null when `name` is not one of them.
const MathBuiltin* FindMathBuiltin(std::string_view name);
// The family that expands the builtin, and whether there is one.
bool FindFamily(std::string_view name, Family& family);

}  // namespace kiln::translator::builtins

#endif  // KILN_TRANSLATOR_BUILTINS_BUILTIN_TABLE_H_
