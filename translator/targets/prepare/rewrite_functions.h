// One walk over the function bodies of a module that may replace each instruction by others.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_REWRITE_FUNCTIONS_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_REWRITE_FUNCTIONS_H_

#include <functional>

#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

class FunctionRewriter {
 public:
  explicit FunctionRewriter(SpirvCode& code) : code_(code), index_(code) {}

  // Calls `rewrite` for every instruction, in order. When it returns true the instruction is dropped: what it emitted
  // stands in its place; false keeps it, after what was emitted. What is emitted for a branch goes before its merge
  // instruction too.
  void Run(const std::function<bool(const Instruction&)>& rewrite);

  // Inside `rewrite`: appends an instruction. The first form makes a new result id.
  std::uint32_t Emit(spv::Op op, std::uint32_t type, std::vector<std::uint32_t> operands);
  void EmitAs(std::uint32_t result, spv::Op op, std::uint32_t type, std::vector<std::uint32_t> operands);
  // From here on every use of `id` becomes a use of `replacement`.
  void Substitute(std::uint32_t id, std::uint32_t replacement) { substitutions_[id] = replacement; }

  SpirvCode& code() { return code_; }
  const SpirvIndex& index() const { return index_; }  // of the module before the walk
  // A constant of an integer type, splat over a vector type.
  std::uint32_t IntConstant(std::uint32_t type, std::uint64_t value);
  std::uint32_t IntType(std::uint32_t bits, bool is_signed = false);
  std::uint32_t VectorOf(std::uint32_t scalar, std::uint32_t components);  // the scalar itself for one component
  std::uint32_t BoolLike(std::uint32_t type);  // bool, or a vector of as many bools as the type has components

 private:
  SpirvCode& code_;
  SpirvIndex index_;
  std::vector<Instruction> out_;
  Place place_;  // of the instruction that is being rewritten
  std::unordered_map<std::uint32_t, std::uint32_t> substitutions_;
};

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_REWRITE_FUNCTIONS_H_
