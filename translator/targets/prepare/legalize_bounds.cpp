// A constant index outside of its array is an error in GLSL and HLSL, also where it is never reached.
#include <algorithm>

#include "translator/targets/prepare/legalize.h"
#include "translator/targets/prepare/rewrite_functions.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;

constexpr std::uint32_t kLargestIndex = 0x7fffffff;  // a greater one is a negative number to glslang

class BoundsRewriter {
 public:
  explicit BoundsRewriter(FunctionRewriter& rewriter) : rewriter_(rewriter) {}

  // The chain with its constant indices inside the arrays; true when that changed it.
  bool Fit(Instruction& chain) {
    const SpirvIndex& index = rewriter_.index();
    bool changed = false;
    std::uint32_t type = index.Pointee(index.TypeOf(chain.operands[0]));
    for (std::size_t i = 1; i < chain.operands.size(); ++i) {
      const Instruction* container = index.Definition(type);
      const Instruction* number = index.Definition(chain.operands[i]);
      const bool is_constant = number != nullptr && number->op == Op::OpConstant;
      if (container == nullptr) break;
      if (container->op == Op::OpTypeStruct) {
        type = container->operands[number->operands[0]];
        continue;
      }
      type = container->operands[0];
      if (!is_constant) continue;
      if (const std::uint32_t last = LastIndex(*container, number->operands[0]); number->operands[0] > last) {
        chain.operands[i] = rewriter_.IntConstant(number->type, last);
        changed = true;
      }
    }
    return changed;
  }

  // Lengths that hosts choose, and the least that the text needs to compile before they do.
  const std::unordered_map<std::uint32_t, std::uint32_t>& lengths() const { return lengths_; }

 private:
  std::uint32_t LastIndex(const Instruction& container, std::uint32_t wanted) {
    if (container.op == Op::OpTypeVector || container.op == Op::OpTypeMatrix) return container.operands[1] - 1;
    if (container.op != Op::OpTypeArray) return kLargestIndex;
    const Instruction* length = rewriter_.index().Definition(container.operands[1]);
    if (length->op == Op::OpConstant) return length->operands[0] - 1;
    if (length->op != Op::OpSpecConstant || wanted >= kLargestIndex) return kLargestIndex;
    std::uint32_t& least = lengths_[length->result];
    least = std::max(least, wanted + 1);
    return kLargestIndex;
  }

  FunctionRewriter& rewriter_;
  std::unordered_map<std::uint32_t, std::uint32_t> lengths_;
};

}  // namespace

// Before: a = array of 4 ints; x = AccessChain a %7.    After: x = AccessChain a %3; who reaches it has no right to 7.
// Before: n = SpecConstant 1; t = array of n ints; x = AccessChain t %7.    After: n = SpecConstant 8.
void LegalizeBounds(SpirvCode& code) {
  FunctionRewriter rewriter(code);
  BoundsRewriter bounds(rewriter);
  rewriter.Run([&](const Instruction& instruction) {
    if (instruction.op != Op::OpAccessChain && instruction.op != Op::OpInBoundsAccessChain) return false;
    Instruction chain = instruction;
    if (!bounds.Fit(chain)) return false;
    rewriter.EmitAs(chain.result, chain.op, chain.type, chain.operands);
    return true;
  });
  for (Instruction& instruction : code.globals) {
    if (const auto least = bounds.lengths().find(instruction.result); least != bounds.lengths().end()) {
      instruction.operands[0] = std::max(instruction.operands[0], least->second);
    }
  }
}

}  // namespace kiln::translator::targets
