#include "translator/passes/cleanup/remove_dead_values.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/Analysis.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Local.h"

namespace kiln::translator {

using llvm::Instruction;

llvm::PreservedAnalyses RemoveDeadValuesPass::run(llvm::Function& function, llvm::FunctionAnalysisManager&) {
  llvm::DenseSet<const Instruction*> needed;
  llvm::SmallVector<const Instruction*, 128> work;
  for (const Instruction& instruction : llvm::instructions(function)) {
    if (llvm::wouldInstructionBeTriviallyDead(&instruction)) continue;
    needed.insert(&instruction);
    work.push_back(&instruction);
  }
  while (!work.empty()) {
    for (const llvm::Value* operand : work.pop_back_val()->operand_values()) {
      const auto* instruction = llvm::dyn_cast<Instruction>(operand);
      if (instruction && needed.insert(instruction).second) work.push_back(instruction);
    }
  }
  llvm::SmallVector<Instruction*, 32> dead;
  for (Instruction& instruction : llvm::instructions(function)) {
    if (needed.contains(&instruction)) continue;
    dead.push_back(&instruction);
    instruction.dropAllReferences();
  }
  if (dead.empty()) return llvm::PreservedAnalyses::all();
  for (Instruction* instruction : dead) instruction->eraseFromParent();
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace kiln::translator
