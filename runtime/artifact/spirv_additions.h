// What instructions that are added to a module need beside themselves: ids, types, constants, built-in inputs.
#ifndef KILN_RUNTIME_ARTIFACT_SPIRV_ADDITIONS_H_
#define KILN_RUNTIME_ARTIFACT_SPIRV_ADDITIONS_H_

#include <initializer_list>
#include <map>

#include "runtime/artifact/spirv_module.h"

namespace kiln::artifact {

// The first word of an instruction.
constexpr std::uint32_t Code(spv::Op opcode, std::size_t words) {
  return static_cast<std::uint32_t>(words << spv::WordCountShift) | static_cast<std::uint32_t>(opcode);
}

inline void Append(std::vector<std::uint32_t>& out, std::span<const std::uint32_t> words) {
  out.insert(out.end(), words.begin(), words.end());
}
inline void Append(std::vector<std::uint32_t>& out, std::initializer_list<std::uint32_t> words) {
  out.insert(out.end(), words);
}

// Each thing is found in the module, or made.
class Additions {
 public:
  explicit Additions(const Module& module);  // must outlive this

  std::uint32_t NewId() { return bound_++; }

  std::uint32_t Uint() { return Type({Code(spv::Op::OpTypeInt, 4), 0, 32, 0}); }
  std::uint32_t Bool() { return Type({Code(spv::Op::OpTypeBool, 2), 0}); }
  std::uint32_t Uint3() { return Type({Code(spv::Op::OpTypeVector, 4), 0, Uint(), 3}); }
  std::uint32_t Uint4() { return Type({Code(spv::Op::OpTypeVector, 4), 0, Uint(), 4}); }
  std::uint32_t True();
  std::uint32_t UintConstant(std::uint32_t value);
  // A null constant of the type, or of the type that a Function variable holds.
  std::uint32_t Null(std::uint32_t type);
  std::uint32_t NullOf(std::uint32_t variable) { return Null(pointee_[type_of_[variable]]); }
  // The Input variable of a built-in; a new one has the given type.
  std::uint32_t Input(spv::BuiltIn builtin, std::uint32_t type);
  // What the module decorates as this built-in, or 0.
  std::uint32_t Find(spv::BuiltIn builtin) const;

  // The module with `functions` in place of its functions, the first of which is instruction `first_function`.
  std::vector<std::uint32_t> Assemble(std::size_t first_function, const std::vector<std::uint32_t>& functions) const;

 private:
  std::uint32_t Type(std::vector<std::uint32_t> words);

  const Module& module_;
  std::uint32_t bound_;
  std::uint32_t true_ = 0;
  std::map<std::uint32_t, std::uint32_t> pointee_, type_of_, nulls_, numbers_;
  std::map<std::uint32_t, std::uint32_t> builtins_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> types_;
  std::vector<std::uint32_t> new_inputs_, declarations_, decorations_;
};

}  // namespace kiln::artifact

#endif  // KILN_RUNTIME_ARTIFACT_SPIRV_ADDITIONS_H_
