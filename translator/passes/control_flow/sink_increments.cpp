#include "translator/passes/control_flow/sink_increments.h"

#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

namespace kiln::translator {

namespace {

// phi + invariant, phi << constant and the like, used by the phi alone.
bool IsStep(const llvm::Value* value, const llvm::PHINode& phi, const llvm::Loop& loop) {
  const auto* step = llvm::dyn_cast<llvm::BinaryOperator>(value);
  if (!step || !step->hasOneUse() || !loop.contains(step)) return false;
  return llvm::all_of(
             step->operands(),
             [&](const llvm::Use& operand) { return operand.get() == &phi || loop.isLoopInvariant(operand.get()); }) &&
         llvm::is_contained(step->operands(), &phi);
}

}  // namespace

void SinkIncrements(llvm::Function& function) {
  llvm::DominatorTree dominators(function);
  llvm::LoopInfo loops(dominators);
  for (llvm::Loop* loop : loops.getLoopsInPreorder()) {
    llvm::BasicBlock* latch = loop->getLoopLatch();
    if (!latch || IsStepBlock(*latch)) continue;
    llvm::SmallVector<llvm::Instruction*, 4> steps;
    for (llvm::PHINode& phi : loop->getHeader()->phis()) {
      llvm::Value* next = phi.getIncomingValueForBlock(latch);
      if (IsStep(next, phi, *loop)) steps.push_back(llvm::cast<llvm::Instruction>(next));
    }
    if (steps.empty()) continue;
    llvm::BasicBlock* block = llvm::SplitEdge(latch, loop->getHeader(), &dominators, &loops);
    for (llvm::Instruction* step : steps) step->moveBefore(block->getTerminator());
  }
}

bool IsStepBlock(const llvm::BasicBlock& block) {
  const llvm::BasicBlock* next = block.getSingleSuccessor();
  if (!next || !block.phis().empty()) return false;
  return llvm::all_of(block, [&](const llvm::Instruction& instruction) {
    if (instruction.isTerminator()) return true;
    const auto* phi = instruction.hasOneUse() ? llvm::dyn_cast<llvm::PHINode>(*instruction.user_begin()) : nullptr;
    return llvm::isa<llvm::BinaryOperator>(instruction) && phi && phi->getParent() == next;
  });
}

}  // namespace kiln::translator
