#include "translator/passes/control_flow/drop_unreachable_defaults.h"

#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Local.h"

namespace kiln::translator {

namespace {

bool HasUnreachableDefault(const llvm::SwitchInst& select) {
  return select.getNumCases() > 0 && llvm::isa<llvm::UnreachableInst>(select.getDefaultDest()->getFirstNonPHIOrDbg());
}

void MakeLastCaseTheDefault(llvm::SwitchInst& select) {
  llvm::BasicBlock* from = select.getParent();
  llvm::BasicBlock* target = std::prev(select.case_end())->getCaseSuccessor();
  select.getDefaultDest()->removePredecessor(from);
  select.setDefaultDest(target);
  // A phi has an entry for each edge: the new edge takes the one of the first case that goes.
  bool is_first = true;
  for (auto one = select.case_begin(); one != select.case_end();) {
    if (one->getCaseSuccessor() != target) {
      ++one;
      continue;
    }
    one = select.removeCase(one);
    if (!is_first) target->removePredecessor(from, /*KeepOneInputPHIs=*/true);
    is_first = false;
  }
  if (select.getNumCases() > 0) return;
  llvm::BranchInst::Create(target, from)->setDebugLoc(select.getDebugLoc());
  select.eraseFromParent();
}

}  // namespace

void DropUnreachableDefaults(llvm::Function& function) {
  bool changed = false;
  for (llvm::BasicBlock& block : function) {
    auto* select = llvm::dyn_cast<llvm::SwitchInst>(block.getTerminator());
    if (!select || !HasUnreachableDefault(*select)) continue;
    MakeLastCaseTheDefault(*select);
    changed = true;
  }
  if (changed) llvm::removeUnreachableBlocks(function);
}

}  // namespace kiln::translator
