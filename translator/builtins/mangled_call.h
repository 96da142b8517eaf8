// Reads the Itanium-mangled name of an OpenCL builtin: the IR has opaque pointers and signless integers, so only the
// name still says which overload the source called.
#ifndef KILN_TRANSLATOR_BUILTINS_MANGLED_CALL_H_
#define KILN_TRANSLATOR_BUILTINS_MANGLED_CALL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiln::translator::builtins {

enum class Scalar : std::uint8_t { kVoid, kBool, kSigned, kUnsigned, kFloat, kNamed };

// One parameter. For a pointer, everything but `address_space` speaks of the pointee.
struct Parameter {
  Scalar scalar = Scalar::kVoid;
  std::uint32_t bits = 0;   // of one element
  std::uint32_t lanes = 1;  // 1: not a vector
  bool is_pointer = false;
  std::uint32_t address_space = 0;  // SPIR numbering: 0 private, 1 global, 2 constant, 3 local, 4 generic
  std::string name;                 // kNamed: "memory_order", "ocl_event", "ocl_image2d_ro", ...

  bool IsFloat() const { return scalar == Scalar::kFloat; }
  bool IsSigned() const { return scalar == Scalar::kSigned; }
  bool IsInteger() const { return scalar == Scalar::kSigned || scalar == Scalar::kUnsigned; }
};

struct MangledCall {
  std::string name;
  std::vector<Parameter> parameters;
};

// Nothing for names that are not mangled, or use a type that no OpenCL builtin has (templates, function pointers, ...).
std::optional<MangledCall> ParseMangledCall(std::string_view symbol);

}  // namespace kiln::translator::builtins

#endif  // KILN_TRANSLATOR_BUILTINS_MANGLED_CALL_H_
