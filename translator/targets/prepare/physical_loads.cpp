#include "translator/targets/prepare/physical_loads.h"

namespace kiln::translator::targets {

std::set<std::uint32_t> PhysicalLoads(const SpirvCode& code) {
  std::set<std::uint32_t> loads;
  if (!code.HasCapability(spv::Capability::PhysicalStorageBufferAddresses)) return loads;
  const SpirvIndex index(code);
  for (const Instruction& instruction : code.functions) {
    if (instruction.op != spv::Op::OpLoad) continue;
    const Instruction* pointer = index.Definition(index.TypeOf(instruction.operands[0]));
    if (pointer != nullptr && pointer->op == spv::Op::OpTypePointer &&
        pointer->operands[0] == static_cast<std::uint32_t>(spv::StorageClass::PhysicalStorageBuffer)) {
      loads.insert(instruction.result);
    }
  }
  return loads;
}

}  // namespace kiln::translator::targets
