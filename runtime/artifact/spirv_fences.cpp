#include "kiln/artifact/spirv_fences.h"

#include <algorithm>
#include <set>

#include "runtime/artifact/spirv_additions.h"

namespace kiln::artifact {
namespace {

using spv::Op;

// The words of an atomic that hold the ids of its memory semantics; 0: none.
struct SemanticsWords {
  std::size_t first = 0, second = 0;
};

SemanticsWords SemanticsOf(Op opcode) {
  switch (opcode) {
    case Op::OpAtomicStore:
    case Op::OpAtomicFlagClear:
      return {3, 0};
    case Op::OpAtomicCompareExchange:
    case Op::OpAtomicCompareExchangeWeak:
      return {5, 6};
    case Op::OpAtomicLoad:
    case Op::OpAtomicExchange:
    case Op::OpAtomicIIncrement:
    case Op::OpAtomicIDecrement:
    case Op::OpAtomicIAdd:
    case Op::OpAtomicISub:
    case Op::OpAtomicSMin:
    case Op::OpAtomicUMin:
    case Op::OpAtomicSMax:
    case Op::OpAtomicUMax:
    case Op::OpAtomicAnd:
    case Op::OpAtomicOr:
    case Op::OpAtomicXor:
    case Op::OpAtomicFlagTestAndSet:
    case Op::OpAtomicFMinEXT:
    case Op::OpAtomicFMaxEXT:
    case Op::OpAtomicFAddEXT:
      return {5, 0};
    default:
      return {};
  }
}

}  // namespace

Result<std::vector<std::uint32_t>> RelaxFences(std::span<const std::uint32_t> words) {
  KILN_ASSIGN_OR_RETURN(const Module module, ParseModule(words));
  Additions ids(module);
  std::set<std::uint32_t> relaxed;  // constants 0
  bool has_changed = false;
  std::vector<std::uint32_t> functions;
  std::size_t first_function = module.instructions.size();
  for (std::size_t i = 0; i < module.instructions.size(); ++i) {
    const Instruction& instruction = module.instructions[i];
    if (instruction.opcode == Op::OpFunction) first_function = std::min(first_function, i);
    if (instruction.opcode == Op::OpConstant && instruction.words.size() == 4 && instruction.Word(3) == 0) {
      relaxed.insert(instruction.ResultId());
    }
    if (first_function == module.instructions.size()) continue;
    if (instruction.opcode == Op::OpMemoryBarrier) {
      has_changed = true;
      continue;
    }
    const std::size_t start = functions.size();
    Append(functions, instruction.words);
    const SemanticsWords semantics = SemanticsOf(instruction.opcode);
    for (const std::size_t word : {semantics.first, semantics.second}) {
      if (word == 0 || word >= instruction.words.size() || relaxed.contains(instruction.Word(word))) continue;
      functions[start + word] = ids.UintConstant(0);
      has_changed = true;
    }
  }
  if (!has_changed) return std::vector(words.begin(), words.end());
  return ids.Assemble(first_function, functions);
}

}  // namespace kiln::artifact
