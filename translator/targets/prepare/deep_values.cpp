#include "translator/targets/prepare/deep_values.h"

#include <algorithm>

namespace kiln::translator::targets {
namespace {

constexpr std::uint32_t kLargestDepth = 64;

// What is a place, not a value, and cannot be kept in a variable.
bool IsPlace(spv::Op op) {
  return op == spv::Op::OpAccessChain || op == spv::Op::OpInBoundsAccessChain || op == spv::Op::OpVariable;
}

// What is a variable or a statement of its own in any case.
bool IsLeaf(spv::Op op) {
  return op == spv::Op::OpPhi || op == spv::Op::OpFunctionCall || op == spv::Op::OpLabel ||
         op == spv::Op::OpFunctionParameter || op == spv::Op::OpFunction;
}

}  // namespace

std::set<std::uint32_t> DeepValues(const SpirvCode& code) {
  std::set<std::uint32_t> deep;
  std::unordered_map<std::uint32_t, std::uint32_t> depths;
  for (const Instruction& instruction : code.functions) {
    if (instruction.result == 0 || instruction.type == 0 || IsLeaf(instruction.op)) continue;
    std::uint32_t depth = 0;
    for (const std::uint32_t operand : instruction.operands) {
      // Literals may hit the number of a value; one variable more does no harm.
      if (const auto known = depths.find(operand); known != depths.end()) depth = std::max(depth, known->second);
    }
    ++depth;
    if (depth >= kLargestDepth && !IsPlace(instruction.op)) {
      deep.insert(instruction.result);
      depth = 0;
    }
    depths[instruction.result] = depth;
  }
  return deep;
}

}  // namespace kiln::translator::targets
