#include "translator/passes/types/check_doubles.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

namespace kiln::translator {

namespace {

bool IsDouble(const llvm::Value& value) {
  return value.getType()->getScalarType()->isDoubleTy();
}

}  // namespace

void CheckDoubles(PassContext& context, const KernelIr& kernel) {
  if (context.profile.float64) return;
  for (const llvm::Instruction& instruction : llvm::instructions(*kernel.function)) {
    if (!IsDouble(instruction) &&
        !llvm::any_of(instruction.operand_values(), [](const llvm::Value* v) { return IsDouble(*v); })) {
      continue;
    }
    context.diagnostics.Error(
        DiagnosticCode::kUnsupportedDouble, instruction,
        context.profile.name + " has no double precision; use 'float', and constants like 1.0f, or another target");
    return;
  }
}

}  // namespace kiln::translator
