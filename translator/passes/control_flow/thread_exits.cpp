#include "translator/passes/control_flow/thread_exits.h"

#include "llvm/ADT/DepthFirstIterator.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/SSAUpdater.h"

namespace kiln::translator {

namespace {

using llvm::BasicBlock;

// The phi whose number decides where a block goes, if the block does nothing but ask it.
llvm::PHINode* DecidingPhi(BasicBlock& block) {
  const auto own_phi = [&](llvm::Value* value) {
    auto* phi = llvm::dyn_cast<llvm::PHINode>(value);
    return phi && phi->getParent() == &block ? phi : nullptr;
  };
  llvm::Instruction* first = block.getFirstNonPHIOrDbg();
  if (auto* choice = llvm::dyn_cast<llvm::SwitchInst>(first)) return own_phi(choice->getCondition());
  auto* branch = llvm::dyn_cast<llvm::BranchInst>(block.getTerminator());
  if (!branch || !branch->isConditional()) return nullptr;
  if (first == branch) return own_phi(branch->getCondition());
  auto* compare = llvm::dyn_cast<llvm::ICmpInst>(first);
  const bool is_alone = compare && compare == branch->getCondition() && compare->hasOneUse() &&
                        compare->getNextNonDebugInstruction() == branch && compare->isEquality() &&
                        llvm::isa<llvm::ConstantInt>(compare->getOperand(1));
  return is_alone ? own_phi(compare->getOperand(0)) : nullptr;
}

BasicBlock* TargetFor(BasicBlock& block, llvm::ConstantInt& number) {
  if (auto* choice = llvm::dyn_cast<llvm::SwitchInst>(block.getTerminator())) {
    return choice->findCaseValue(&number)->getCaseSuccessor();
  }
  auto* branch = llvm::cast<llvm::BranchInst>(block.getTerminator());
  bool is_taken = number.isOne();
  if (auto* compare = llvm::dyn_cast<llvm::ICmpInst>(branch->getCondition())) {
    const bool is_equal = llvm::cast<llvm::ConstantInt>(compare->getOperand(1))->getValue() == number.getValue();
    is_taken = is_equal == (compare->getPredicate() == llvm::ICmpInst::ICMP_EQ);
  }
  return branch->getSuccessor(is_taken ? 0 : 1);
}

bool CanThread(BasicBlock& block) {
  llvm::PHINode* deciding = DecidingPhi(block);
  if (!deciding || block.isEntryBlock()) return false;
  for (const llvm::Use& number : deciding->incoming_values()) {
    if (!llvm::isa<llvm::ConstantInt>(number)) return false;
  }
  return llvm::all_of(llvm::predecessors(&block), [&](BasicBlock* from) {
    if (!llvm::isa<llvm::BranchInst, llvm::SwitchInst>(from->getTerminator())) return false;
    // A target that `from` reaches on another edge, too, would have two values for one block in a phi.
    BasicBlock* target = TargetFor(block, *llvm::cast<llvm::ConstantInt>(deciding->getIncomingValueForBlock(from)));
    return target->phis().empty() || !llvm::is_contained(llvm::successors(from), target);
  });
}

// What used the block's phis behind the block, which nothing reaches any more, uses what its sources had for them.
void ReplaceLaterUses(BasicBlock& block, llvm::ArrayRef<BasicBlock*> sources) {
  // A target that no number led to is reached no more either, and has no value to get.
  llvm::df_iterator_default_set<BasicBlock*> reached;
  for ([[maybe_unused]] BasicBlock* visited : llvm::depth_first_ext(&block.getParent()->getEntryBlock(), reached)) {
  }
  for (llvm::PHINode& phi : block.phis()) {
    llvm::SSAUpdater updater;
    updater.Initialize(phi.getType(), phi.getName());
    for (BasicBlock* from : sources) updater.AddAvailableValue(from, phi.getIncomingValueForBlock(from));
    for (llvm::Use& use : llvm::make_early_inc_range(phi.uses())) {
      auto* user = llvm::cast<llvm::Instruction>(use.getUser());
      if (user->getParent() == &block) continue;
      auto* user_phi = llvm::dyn_cast<llvm::PHINode>(user);
      if (reached.contains(user_phi ? user_phi->getIncomingBlock(use) : user->getParent())) {
        updater.RewriteUse(use);
      } else {
        use.set(llvm::PoisonValue::get(phi.getType()));
      }
    }
  }
}

void Thread(BasicBlock& block) {
  llvm::PHINode& deciding = *DecidingPhi(block);
  const llvm::SmallSetVector<BasicBlock*, 8> sources(llvm::pred_begin(&block), llvm::pred_end(&block));
  for (BasicBlock* from : sources) {
    auto* number = llvm::cast<llvm::ConstantInt>(deciding.getIncomingValueForBlock(from));
    BasicBlock& target = *TargetFor(block, *number);
    llvm::Instruction* terminator = from->getTerminator();
    for (unsigned i = 0; i < terminator->getNumSuccessors(); ++i) {
      if (terminator->getSuccessor(i) != &block) continue;
      terminator->setSuccessor(i, &target);
      for (llvm::PHINode& phi : target.phis()) {
        llvm::Value* value = phi.getIncomingValueForBlock(&block);
        auto* own = llvm::dyn_cast<llvm::PHINode>(value);
        if (own && own->getParent() == &block) value = own->getIncomingValueForBlock(from);
        phi.addIncoming(value, from);
      }
    }
  }
  const llvm::SmallVector<BasicBlock*, 4> targets(llvm::succ_begin(&block), llvm::succ_end(&block));
  for (BasicBlock* target : targets) target->removePredecessor(&block, /*KeepOneInputPHIs=*/true);
  block.getTerminator()->eraseFromParent();  // it precedes its targets no more
  ReplaceLaterUses(block, sources.getArrayRef());
  block.dropAllReferences();
  block.eraseFromParent();
}

}  // namespace

bool ThreadExits(llvm::Function& function) {
  // Threading makes no new ones.
  llvm::SmallVector<std::pair<const BasicBlock*, const BasicBlock*>, 8> back_edges;
  llvm::FindFunctionBackedges(function, back_edges);
  llvm::SmallPtrSet<const BasicBlock*, 8> headers;
  for (const auto& [from, to] : back_edges) headers.insert(to);
  bool has_changed = false;
  // What one block decides may be what another asks.
  for (bool is_done = false; !is_done;) {
    is_done = true;
    for (BasicBlock& block : llvm::make_early_inc_range(function)) {
      if (headers.contains(&block) || llvm::pred_empty(&block) || !CanThread(block)) continue;
      Thread(block);
      has_changed = true;
      is_done = false;
    }
  }
  return has_changed;
}

}  // namespace kiln::translator
