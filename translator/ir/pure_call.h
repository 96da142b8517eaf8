// Calls of the kiln.* operations that compute a value from their operands alone (translator/builtins/ops.h).
#ifndef KILN_TRANSLATOR_IR_PURE_CALL_H_
#define KILN_TRANSLATOR_IR_PURE_CALL_H_

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

namespace kiln::translator {

// Declares `name` in the builder's module where that is missing: nounwind, willreturn, memory(none).
inline llvm::CallInst* CallPure(llvm::IRBuilderBase& builder, llvm::StringRef name, llvm::Type* result,
                                llvm::ArrayRef<llvm::Value*> arguments) {
  llvm::SmallVector<llvm::Type*, 4> types;
  for (const llvm::Value* argument : arguments) types.push_back(argument->getType());
  llvm::FunctionCallee callee =
      builder.GetInsertBlock()->getModule()->getOrInsertFunction(name, llvm::FunctionType::get(result, types, false));
  auto* function = llvm::cast<llvm::Function>(callee.getCallee());
  function->setDoesNotThrow();
  function->setWillReturn();
  function->setDoesNotAccessMemory();
  return builder.CreateCall(callee, arguments);
}

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_IR_PURE_CALL_H_
