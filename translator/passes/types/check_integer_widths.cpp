#include "translator/passes/types/check_integer_widths.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

namespace kiln::translator {

namespace {

// 0 where the type is fine.
unsigned MissingWidth(const llvm::Type& type) {
  const auto* integer = llvm::dyn_cast<llvm::IntegerType>(type.getScalarType());
  if (!integer) return 0;
  const unsigned bits = integer->getBitWidth();
  const bool exists = bits == 1 || bits == 8 || bits == 16 || bits == 32 || bits == 64;
  return exists ? 0 : bits;
}

}  // namespace

void CheckIntegerWidths(PassContext& context, const KernelIr& kernel) {
  for (const llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    unsigned bits = MissingWidth(*instruction.getType());
    for (const llvm::Value* operand : instruction.operand_values()) {
      if (bits == 0) bits = MissingWidth(*operand->getType());
    }
    if (bits == 0) continue;
    context.diagnostics.Error(DiagnosticCode::kUnsupportedType, instruction,
                              "an integer of " + std::to_string(bits) +
                                  " bits, which no target has; use 'long' or smaller types (in OpenCL C 'long long' has 128 bits)");
    return;
  }
}

}  // namespace kiln::translator
