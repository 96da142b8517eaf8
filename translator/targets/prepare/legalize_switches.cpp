#include <algorithm>

#include "translator/targets/prepare/legalize.h"
#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;

struct Case {
  std::uint64_t value = 0;
  std::uint32_t label = 0;
};

// The cases after selector and default label: literals of `bits`, each with its label.
std::vector<Case> CasesOf(const Instruction& instruction, std::uint32_t bits) {
  const std::size_t words = bits == 64 ? 2 : 1;
  std::vector<Case> cases;
  for (std::size_t i = 2; i + words < instruction.operands.size(); i += words + 1) {
    const std::uint64_t high = words == 2 ? instruction.operands[i + 1] : 0;
    cases.push_back({high << 32 | instruction.operands[i], instruction.operands[i + words]});
  }
  return cases;
}

// A 32-bit value that no case has.
std::uint32_t NoCase(const std::vector<Case>& cases) {
  std::uint32_t value = 0;
  while (std::any_of(cases.begin(), cases.end(), [value](const Case& c) { return c.value == value; })) {
    ++value;
  }
  return value;
}

}  // namespace

// Before: Switch %char (1: a) else b.    After: Switch (UConvert uint %char) (1: a) else b.
// Before: Switch %long (1: a) else b.    After: Switch (%long >> 32 == 0 ? uint(%long) : <no case>) (1: a) else b.
Status LegalizeSwitches(SpirvCode& code) {
  FunctionRewriter rewriter(code);
  const SpirvIndex& index = rewriter.index();
  Status status;
  rewriter.Run([&](const Instruction& instruction) {
    if (instruction.op != Op::OpSwitch) {
      return false;
    }
    const std::uint32_t type = index.TypeOf(instruction.operands[0]);
    const std::uint32_t bits = index.ScalarWidth(type);
    if (bits == 32) {
      return false;
    }
    const bool is_signed = index.Definition(type)->operands[1] != 0;
    const std::vector<Case> cases = CasesOf(instruction, bits);
    const std::uint32_t selector_type = rewriter.IntType(32, bits < 32 && is_signed);
    std::uint32_t selector = 0;
    if (bits < 32) {
      selector = rewriter.Emit(is_signed ? Op::OpSConvert : Op::OpUConvert, selector_type, {instruction.operands[0]});
    } else {
      if (std::any_of(cases.begin(), cases.end(), [](const Case& c) { return c.value >> 32 != 0; })) {
        status = Fail(ErrorCode::kUnsupported, "a switch with a case that 32 bits do not hold");
        return false;
      }
      const std::uint32_t boolean = rewriter.BoolLike(selector_type);
      const std::uint32_t high =
          rewriter.Emit(Op::OpShiftRightLogical, type, {instruction.operands[0], rewriter.IntConstant(type, 32)});
      const std::uint32_t fits = rewriter.Emit(Op::OpIEqual, boolean, {high, rewriter.IntConstant(type, 0)});
      const std::uint32_t low = rewriter.Emit(Op::OpUConvert, selector_type, {instruction.operands[0]});
      const std::uint32_t other = rewriter.code().Global(Op::OpConstant, selector_type, {NoCase(cases)});
      selector = rewriter.Emit(Op::OpSelect, selector_type, {fits, low, other});
    }
    std::vector<std::uint32_t> operands = {selector, instruction.operands[1]};
    for (const Case& c : cases) {
      operands.push_back(static_cast<std::uint32_t>(c.value));
      operands.push_back(c.label);
    }
    rewriter.EmitAs(0, Op::OpSwitch, 0, std::move(operands));
    return true;
  });
  return status;
}

}  // namespace kiln::translator::targets
