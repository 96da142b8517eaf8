// The builtins that are measured: their operands, their results, their exact values and where they are defined.
#ifndef KILN_TESTS_PRECISION_FUNCTIONS_H_
#define KILN_TESTS_PRECISION_FUNCTIONS_H_

#include <mpfr.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "tests/precision/number_format.h"

namespace kiln::precision {

enum class Operands : std::uint8_t { kX, kXY, kXYZ, kXN };  // N is an int
enum class ResultKind : std::uint8_t { kNone, kReal, kInteger };

struct Arguments {
  double x = 0, y = 0, z = 0;
  std::int32_t n = 0;
};
struct Outcome {
  double real = 0, second = 0;
  std::int32_t integer = 0;  // the result, or the second one, where that is an int
};

// What a function gives exactly, in at least twice the digits of the format. One for each thread.
class Truth {
 public:
  explicit Truth(const NumberFormat& format);
  ~Truth();
  Truth(const Truth&) = delete;
  Truth& operator=(const Truth&) = delete;

  const NumberFormat& format;
  mpfr_t x, y, z;       // the arguments
  mpfr_t real, second;  // the results
  mpfr_t alternative;   // another result that is as right
  mpfr_t scratch;
  std::int32_t integer = 0;
  std::int32_t other_integer = 0;  // another integer that is as right
  bool has_alternative = false;
  bool any_sign_of_zero = false;  // of `real`
  bool any_integer = false;
};

using Reference = void (*)(Truth&, const Arguments&);

// Which random arguments are of interest, besides any bit patterns.
enum class Inputs : std::uint8_t { kAnywhere, kPower, kRoot, kScale, kUnit, kFused, kOrdered, kEdges };

struct Function {
  std::string_view name;
  Operands operands = Operands::kX;
  ResultKind result = ResultKind::kReal;
  ResultKind second = ResultKind::kNone;  // through a pointer, the last parameter
  Reference reference = nullptr;
  Inputs inputs = Inputs::kAnywhere;
  // Where the specification says what the function does; null: everywhere.
  bool (*defined)(const Arguments&) = nullptr;
  bool (*defined_natively)(const Arguments&) = nullptr;  // of native_x: where its error is measured
};

// Math and common functions, sorted by name, and operators; half_ and native_ forms have no row of their own. divide
// and recip exist in these forms alone.
std::span<const Function> Functions();
// Which form of a builtin: sin, half_sin, native_sin.
enum class Form : std::uint8_t { kPlain, kHalf, kNative };
inline constexpr Form kForms[] = {Form::kPlain, Form::kHalf, Form::kNative};
std::string NameOf(const Function& function, Form form);
bool Exists(const Function& function, Form form, Type type);

// half_sin, half_cos and half_tan are for arguments up to 65,536. `name` is without the prefix.
bool DefinedForHalf(std::string_view name, const Arguments& arguments);

}  // namespace kiln::precision

#endif  // KILN_TESTS_PRECISION_FUNCTIONS_H_
