#include "translator/passes/control_flow/split_returns.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Instructions.h"

namespace kiln::translator {

void SplitReturns(llvm::Function& function) {
  for (llvm::BasicBlock& block : llvm::make_early_inc_range(function)) {
    auto* end = llvm::dyn_cast<llvm::ReturnInst>(block.getTerminator());
    auto* phi = end ? llvm::dyn_cast_or_null<llvm::PHINode>(end->getReturnValue()) : nullptr;
    if (!phi || phi->getParent() != &block || !phi->hasOneUse() || block.getFirstNonPHIOrDbg() != end) continue;
    if (std::distance(block.phis().begin(), block.phis().end()) != 1 || block.isEntryBlock()) continue;
    llvm::SmallPtrSet<llvm::BasicBlock*, 8> done;
    for (unsigned i = 0; i < phi->getNumIncomingValues(); ++i) {
      llvm::BasicBlock* from = phi->getIncomingBlock(i);
      // A switch has an entry for each of its edges, all with one value.
      if (!done.insert(from).second) continue;
      auto* own = llvm::BasicBlock::Create(function.getContext(), "return", &function, &block);
      llvm::ReturnInst::Create(function.getContext(), phi->getIncomingValue(i), own)->setDebugLoc(end->getDebugLoc());
      for (unsigned successor = 0; successor < from->getTerminator()->getNumSuccessors(); ++successor) {
        if (from->getTerminator()->getSuccessor(successor) == &block) {
          from->getTerminator()->setSuccessor(successor, own);
        }
      }
    }
    block.eraseFromParent();
  }
}

}  // namespace kiln::translator
