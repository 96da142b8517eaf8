#include "translator/passes/control_flow/join_conditions.h"

#include <algorithm>

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "translator/passes/control_flow/entered_from.h"
#include "translator/passes/control_flow/restore_ssa.h"

namespace kiln::translator {

namespace {

using llvm::BasicBlock;

class ConditionJoiner {
 public:
  ConditionJoiner(llvm::Function& function, unsigned is_long)
      : function_(function),
        is_long_(is_long),
        dominators_(function),
        loops_(dominators_),
        sizes_(DominatedSizes(dominators_)) {
    dominators_.updateDFSNumbers();
    llvm::ReversePostOrderTraversal<llvm::Function*> order(&function);
    for (BasicBlock* block : order) {
      // Numbered from 1: an unreachable block has 0.
      order_[block] = static_cast<unsigned>(order_.size()) + 1;
      loop_of_[block] = loops_.getLoopFor(block);
    }
  }

  void Run() {
    // What follows -> the ways out beside it.
    llvm::MapVector<BasicBlock*, llvm::SmallVector<BasicBlock*, 2>> outs;
    for (BasicBlock& block : function_) {
      if (BasicBlock* rest = FindRest(block)) outs[rest].push_back(&block);
    }
    bool changed = false;
    for (auto& [rest, beside] : outs) changed |= Join(*rest, beside);
    // Values of the blocks between the branches no longer dominate the rest: phis carry them there.
    if (changed) RestoreSsa(function_);
  }

 private:
  // As the control flow is reducible, an edge leads back if and only if it does in reverse post-order. Holds for the
  // blocks of a join as well, which dominators_ does not know.
  bool IsForward(BasicBlock* from, BasicBlock* to) {
    return order_.lookup(from) != 0 && order_.lookup(from) < order_.lookup(to);
  }

  // The long block below the immediate dominator of `out` that follows the last branch to `out`; null if none, or if
  // the tree needs no help as both follow the same block.
  BasicBlock* FindRest(BasicBlock& out) {
    auto* node = dominators_.getNode(&out);
    if (!node || !node->getIDom() || llvm::isa<llvm::ReturnInst, llvm::UnreachableInst>(out.getFirstNonPHIOrDbg()))
      return nullptr;
    const unsigned least = std::max(is_long_, sizes_.lookup(&out));
    auto* at = node->getIDom();
    for (int depth = 0;; ++depth) {
      BasicBlock* largest = nullptr;
      for (auto* child : at->children()) {
        if (child->getBlock() != &out && (!largest || sizes_.lookup(child->getBlock()) > sizes_.lookup(largest))) {
          largest = child->getBlock();
        }
      }
      if (!largest || sizes_.lookup(largest) <= least) return nullptr;
      const bool leads_out = llvm::any_of(llvm::predecessors(&out),
                                          [&](BasicBlock* block) { return dominators_.dominates(largest, block); });
      if (!leads_out) return depth > 0 ? largest : nullptr;
      at = dominators_.getNode(largest);
    }
  }

  bool Join(BasicBlock& rest, llvm::ArrayRef<BasicBlock*> outs) {
    llvm::SetVector<BasicBlock*> from, to;
    for (BasicBlock* out : outs) to.insert(out);
    to.insert(&rest);
    for (BasicBlock* target : to) {
      for (BasicBlock* block : llvm::predecessors(target)) {
        if (!IsForward(block, target)) continue;
        if (!llvm::isa<llvm::BranchInst>(block->getTerminator())) return false;
        from.insert(block);
      }
    }
    // Through the join each of the blocks reaches each target, which must neither lead into a loop beside its header,
    // nor close a cycle.
    const llvm::Loop* loop = loop_of_.lookup(from.front());
    if (llvm::any_of(from, [&](BasicBlock* block) { return loop_of_.lookup(block) != loop; })) return false;
    if (llvm::any_of(to, [&](BasicBlock* block) { return EnteredFrom(*block, loop_of_.lookup(block)) != loop; }))
      return false;
    auto in_order = [&](BasicBlock* a, BasicBlock* b) { return order_.lookup(a) < order_.lookup(b); };
    BasicBlock* last = *llvm::max_element(from, in_order);
    if (!in_order(last, *llvm::min_element(to, in_order))) return false;
    llvm::SmallVector<BasicBlock*, 4> hub;
    llvm::CreateControlFlowHub(nullptr, hub, from, to, "join");
    for (BasicBlock* block : hub) {
      order_[block] = order_.lookup(last);
      loop_of_[block] = loop;
    }
    return true;
  }

  llvm::Function& function_;
  const unsigned is_long_;
  llvm::DominatorTree dominators_;
  llvm::LoopInfo loops_;
  llvm::DenseMap<BasicBlock*, unsigned> order_;
  llvm::DenseMap<BasicBlock*, const llvm::Loop*> loop_of_;  // the innermost loop around each block
  llvm::DenseMap<BasicBlock*, unsigned> sizes_;
};

}  // namespace

llvm::DenseMap<BasicBlock*, unsigned> DominatedSizes(llvm::DominatorTree& dominators) {
  llvm::DenseMap<BasicBlock*, unsigned> sizes;
  for (auto* node : llvm::post_order(dominators.getRootNode())) {
    unsigned size = 1;
    for (auto* child : node->children()) size += sizes.lookup(child->getBlock());
    sizes[node->getBlock()] = size;
  }
  return sizes;
}

void JoinConditions(llvm::Function& function, unsigned is_long) {
  ConditionJoiner(function, is_long).Run();
}

}  // namespace kiln::translator
