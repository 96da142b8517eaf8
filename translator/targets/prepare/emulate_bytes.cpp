#include "translator/targets/prepare/emulate_bytes.h"

#include <algorithm>
#include <array>

#include "translator/targets/prepare/byte_memory.h"
#include "translator/targets/prepare/byte_types.h"
#include "translator/targets/prepare/byte_values.h"

namespace kiln::translator::targets {
namespace {

using spv::Op;

void DropCapabilities(SpirvCode& code) {
  std::erase_if(code.preamble, [](const Instruction& instruction) {
    static constexpr std::array kBytes = {spv::Capability::Int8, spv::Capability::StorageBuffer8BitAccess,
                                          spv::Capability::UniformAndStorageBuffer8BitAccess,
                                          spv::Capability::StoragePushConstant8};
    return instruction.op == Op::OpCapability &&
           std::find(kBytes.begin(), kBytes.end(), static_cast<spv::Capability>(instruction.operands[0])) !=
               kBytes.end();
  });
}

}  // namespace

Status EmulateBytes(SpirvCode& code) {
  const SpirvCode original = code;
  const ByteTypes types(original);
  if (types.empty()) {
    return {};
  }
  ByteMemory memory(types);
  KILN_RETURN_IF_ERROR(memory.ReshapeGlobals(code));
  FunctionRewriter rewriter(code);
  ByteValues values(types, rewriter);
  rewriter.Run([&](const Instruction& instruction) {
    return memory.Rewrite(rewriter, instruction) || values.Rewrite(instruction);
  });
  DropCapabilities(code);
  return {};
}

}  // namespace kiln::translator::targets
