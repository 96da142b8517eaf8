#include "kiln/frontend/analysis_managers.h"
#include "llvm/Analysis/CycleAnalysis.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/PassManager.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/FixIrreducible.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/LowerSwitch.h"
#include "translator/passes/control_flow/structurize.h"

namespace kiln::translator {

namespace {

bool IsReducible(llvm::Function& function) {
  llvm::CycleInfo cycles;
  cycles.compute(function);
  std::vector<const llvm::Cycle*> open(cycles.toplevel_begin(), cycles.toplevel_end());
  while (!open.empty()) {
    const llvm::Cycle* cycle = open.back();
    open.pop_back();
    if (!cycle->isReducible()) return false;
    for (const llvm::Cycle* child : cycle->children()) open.push_back(child);
  }
  return true;
}

// FixIrreducible forgets one of two edges between the same blocks: make them one.
class MergeDoubleEdgesPass : public llvm::PassInfoMixin<MergeDoubleEdgesPass> {
 public:
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager&) {
    bool changed = false;
    for (llvm::BasicBlock& block : function) changed |= llvm::ConstantFoldTerminator(&block);
    return changed ? llvm::PreservedAnalyses::none() : llvm::PreservedAnalyses::all();
  }
};

// FixIrreducible gives the phis of a block that jumps to itself the wrong value on that edge: put a block on it.
class SplitSelfLoopsPass : public llvm::PassInfoMixin<SplitSelfLoopsPass> {
 public:
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager&) {
    llvm::SmallVector<llvm::BasicBlock*, 4> loops;
    for (llvm::BasicBlock& block : function) {
      if (llvm::is_contained(llvm::successors(&block), &block)) loops.push_back(&block);
    }
    for (llvm::BasicBlock* block : loops) llvm::SplitEdge(block, block);
    return loops.empty() ? llvm::PreservedAnalyses::all() : llvm::PreservedAnalyses::none();
  }
};

}  // namespace

void MakeReducible(llvm::Function& function) {
  if (IsReducible(function)) return;
  llvm::PassBuilder builder;
  frontend::AnalysisManagers analyses(builder);
  llvm::FunctionPassManager passes;
  passes.addPass(llvm::LowerSwitchPass());  // FixIrreducible knows branches only
  passes.addPass(MergeDoubleEdgesPass());
  passes.addPass(SplitSelfLoopsPass());
  passes.addPass(llvm::FixIrreduciblePass());
  passes.run(function, analyses.functions);
}

}  // namespace kiln::translator
