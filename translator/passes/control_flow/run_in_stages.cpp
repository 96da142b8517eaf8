#include "translator/passes/control_flow/run_in_stages.h"

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Transforms/Utils/Local.h"
#include "translator/passes/control_flow/entered_from.h"

namespace kiln::translator {

namespace {

using llvm::BasicBlock;

class StageSequencer {
 public:
  // Adds the variables it makes to `variables`, for the caller to promote.
  StageSequencer(llvm::Function& function, llvm::ArrayRef<BasicBlock*> stages,
                 std::vector<llvm::AllocaInst*>& variables)
      : function_(function), stages_(stages), dominators_(function), loops_(dominators_), variables_(variables) {
    for (std::size_t i = 0; i < stages.size(); ++i) index_[stages[i]] = i;
  }

  // False if the stages are not what the tree led to expect; then nothing changed.
  bool Run() {
    if (index_.size() != stages_.size() || !CollectEdges()) return false;
    for (BasicBlock* stage : stages_) {
      while (auto* phi = llvm::dyn_cast<llvm::PHINode>(&stage->front())) {
        llvm::AllocaInst* variable = llvm::DemotePHIToStack(phi);
        if (variable) variables_.push_back(variable);
      }
    }
    BasicBlock& entry = function_.getEntryBlock();
    auto* integer = llvm::Type::getInt32Ty(function_.getContext());
    at_ = new llvm::AllocaInst(integer, 0, "at", entry.begin());
    variables_.push_back(at_);
    llvm::SmallVector<BasicBlock*, 16> tests;
    for (BasicBlock* stage : stages_)
      tests.push_back(BasicBlock::Create(function_.getContext(), "stage", &function_, stage));
    for (std::size_t i = 0; i + 1 < stages_.size(); ++i) {
      llvm::IRBuilder<> builder(tests[i]);
      builder.SetCurrentDebugLocation(stages_[i]->getTerminator()->getDebugLoc());
      auto* value = builder.CreateLoad(integer, at_, "at");
      auto* here = builder.CreateICmpEQ(value, builder.getInt32(static_cast<std::uint32_t>(i)), "here");
      builder.CreateCondBr(here, stages_[i], tests[i + 1]);
    }
    llvm::BranchInst::Create(stages_.back(), tests.back());
    for (const Edge& edge : edges_) Redirect(edge, tests);
    return true;
  }

 private:
  // Control goes from `from` to stage `to`; `next` is the first stage that may run then.
  struct Edge {
    BasicBlock* from;
    std::size_t to, next;
  };

  bool CollectEdges() {
    const llvm::Loop* loop = EnteredFrom(*stages_.front(), loops_.getLoopFor(stages_.front()));
    for (std::size_t to = 0; to < stages_.size(); ++to) {
      if (EnteredFrom(*stages_[to], loops_.getLoopFor(stages_[to])) != loop) return false;
      llvm::SmallSetVector<BasicBlock*, 8> predecessors(llvm::pred_begin(stages_[to]), llvm::pred_end(stages_[to]));
      for (BasicBlock* from : predecessors) {
        if (!dominators_.isReachableFromEntry(from) || dominators_.dominates(stages_[to], from)) continue;
        std::size_t next = 0;
        for (std::size_t i = 0; i < stages_.size(); ++i) {
          if (dominators_.dominates(stages_[i], from)) next = i + 1;
        }
        if (to < next || llvm::isa<llvm::IndirectBrInst>(from->getTerminator())) return false;
        edges_.push_back({from, to, next});
      }
    }
    return !ReachAgain();
  }

  // True if a stage leads to a block outside of them all that leads to the first test: redirected, that closed a cycle.
  bool ReachAgain() {
    llvm::SmallPtrSet<BasicBlock*, 32> before;
    for (const Edge& edge : edges_) {
      if (edge.next == 0) before.insert(edge.from);
    }
    llvm::ReversePostOrderTraversal<llvm::Function*> order(&function_);
    llvm::SmallPtrSet<BasicBlock*, 32> reached, seen;
    for (BasicBlock* block : order) {
      if (index_.contains(block)) reached.insert(block);
      if (reached.contains(block)) {
        if (before.contains(block)) return true;
        for (BasicBlock* next : llvm::successors(block)) {
          if (!seen.contains(next) && next != block) reached.insert(next);
        }
      }
      seen.insert(block);
    }
    return false;
  }

  void Redirect(const Edge& edge, llvm::ArrayRef<BasicBlock*> tests) {
    llvm::Instruction* terminator = edge.from->getTerminator();
    auto* way = BasicBlock::Create(function_.getContext(), "to.stage", &function_, tests[edge.next]);
    llvm::IRBuilder<> builder(way);
    builder.SetCurrentDebugLocation(terminator->getDebugLoc());
    builder.CreateStore(builder.getInt32(static_cast<std::uint32_t>(edge.to)), at_);
    builder.CreateBr(tests[edge.next]);
    terminator->replaceSuccessorWith(stages_[edge.to], way);
  }

  llvm::Function& function_;
  llvm::ArrayRef<BasicBlock*> stages_;
  llvm::DominatorTree dominators_;
  llvm::LoopInfo loops_;
  llvm::DenseMap<BasicBlock*, std::size_t> index_;
  std::vector<Edge> edges_;
  llvm::AllocaInst* at_ = nullptr;
  std::vector<llvm::AllocaInst*>& variables_;
};

}  // namespace

bool RunInStages(llvm::Function& function, const Stages& stages, std::vector<llvm::AllocaInst*>& variables) {
  return StageSequencer(function, stages, variables).Run();
}

}  // namespace kiln::translator
