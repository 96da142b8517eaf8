// RemoveDeadValues: drops what computes values that nothing needs, also where they need each other around a loop.
//
// Why: LLVM's ADCE does this too, and looks for branches and loops without effect besides, for which it needs the
// post-dominator tree and its frontiers: most of its time in a function of ten thousand blocks. After the memory passes
// the control flow is to stay as it is.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_REMOVE_DEAD_VALUES_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_REMOVE_DEAD_VALUES_H_

#include "llvm/IR/PassManager.h"

namespace kiln::translator {

class RemoveDeadValuesPass : public llvm::PassInfoMixin<RemoveDeadValuesPass> {
 public:
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_REMOVE_DEAD_VALUES_H_
