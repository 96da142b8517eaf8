#include "translator/passes/control_flow/restore_ssa.h"

#include "llvm/IR/Dominators.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/SSAUpdater.h"

namespace kiln::translator {

void RestoreSsa(llvm::Function& function) {
  llvm::DominatorTree dominators(function);
  llvm::SSAUpdater updater;
  for (llvm::BasicBlock& block : function) {
    if (!dominators.isReachableFromEntry(&block)) continue;
    for (llvm::Instruction& instruction : block) {
      llvm::SmallVector<llvm::Use*, 8> broken;
      for (llvm::Use& use : instruction.uses()) {
        auto* user = llvm::cast<llvm::Instruction>(use.getUser());
        auto* phi = llvm::dyn_cast<llvm::PHINode>(user);
        llvm::BasicBlock* where = phi ? phi->getIncomingBlock(use) : user->getParent();
        if (where != &block && dominators.isReachableFromEntry(where) && !dominators.dominates(&block, where))
          broken.push_back(&use);
      }
      if (broken.empty()) continue;
      updater.Initialize(instruction.getType(), instruction.getName());
      updater.AddAvailableValue(&block, &instruction);
      for (llvm::Use* use : broken) updater.RewriteUse(*use);
    }
  }
}

}  // namespace kiln::translator
