#include "translator/targets/prepare/repeated_loads.h"

#include <unordered_map>
#include <unordered_set>

namespace kiln::translator::targets {
namespace {

using spv::Op;

// Storage buffers that the kernel only reads: so decorated themselves, or by the members of their block.
std::unordered_set<std::uint32_t> ReadOnlyBuffers(const SpirvCode& code, const SpirvIndex& index) {
  std::unordered_set<std::uint32_t> read_only_blocks;
  for (const Instruction& annotation : code.annotations) {
    if (annotation.op == Op::OpMemberDecorate &&
        annotation.operands[2] == static_cast<std::uint32_t>(spv::Decoration::NonWritable)) {
      read_only_blocks.insert(annotation.operands[0]);
    }
  }
  std::unordered_set<std::uint32_t> buffers;
  for (const Instruction& variable : code.globals) {
    if (variable.op == Op::OpVariable &&
        variable.operands[0] == static_cast<std::uint32_t>(spv::StorageClass::StorageBuffer) &&
        (index.Decoration(variable.result, spv::Decoration::NonWritable) ||
         read_only_blocks.contains(index.Pointee(variable.type)))) {
      buffers.insert(variable.result);
    }
  }
  return buffers;
}

}  // namespace

std::set<std::uint32_t> RepeatedLoads(const SpirvCode& code) {
  const SpirvIndex index(code);
  const std::unordered_set<std::uint32_t> buffers = ReadOnlyBuffers(code, index);
  std::unordered_map<std::uint32_t, unsigned> uses;  // of each load from them
  std::unordered_set<std::uint32_t> places = buffers;
  for (const Instruction& instruction : code.functions) {
    for (std::size_t i = 0; i < instruction.id_operands.size(); ++i) {
      if (instruction.id_operands[i] == 0) continue;
      if (const auto load = uses.find(instruction.operands[i]); load != uses.end()) ++load->second;
    }
    const bool reaches = !instruction.operands.empty() && places.contains(instruction.operands[0]);
    if (reaches && (instruction.op == Op::OpAccessChain || instruction.op == Op::OpInBoundsAccessChain)) {
      places.insert(instruction.result);
    } else if (reaches && instruction.op == Op::OpLoad && index.ScalarWidth(instruction.type) != 0) {
      uses.emplace(instruction.result, 0);
    }
  }
  std::set<std::uint32_t> repeated;
  for (const auto& [load, count] : uses) {
    if (count > 1) repeated.insert(load);
  }
  return repeated;
}

}  // namespace kiln::translator::targets
