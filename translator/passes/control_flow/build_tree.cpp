#include <algorithm>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DepthFirstIterator.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Instructions.h"
#include "translator/passes/control_flow/structurize.h"

namespace kiln::translator {

namespace {

using llvm::BasicBlock;
using Kind = TreeNode::Kind;

// A block that does nothing but return may be entered from anywhere: each way in gets its own return.
bool IsReturnOnly(const BasicBlock& block) {
  return llvm::isa<llvm::ReturnInst, llvm::UnreachableInst>(block.getFirstNonPHIOrDbg());
}

// With so many conditional returns on one path, each becomes `if (c) return;`. A few nest what follows them instead, as
// in `if (i < n) { ... }`.
constexpr int kManyGuards = 8;

bool IsGuard(const BasicBlock& block) {
  auto* branch = llvm::dyn_cast<llvm::BranchInst>(block.getTerminator());
  return branch && branch->isConditional() &&
         IsReturnOnly(*branch->getSuccessor(0)) != IsReturnOnly(*branch->getSuccessor(1));
}

class TreeBuilder {
 public:
  explicit TreeBuilder(llvm::Function& function)
      : function_(function), dominators_(function), loops_(dominators_), post_dominators_(function) {
    llvm::ReversePostOrderTraversal<llvm::Function*> order(&function);
    for (BasicBlock* block : order) order_[block] = static_cast<unsigned>(order_.size());
    for (llvm::Loop* loop : loops_.getLoopsInPreorder()) follow_[loop] = FindFollow(*loop);
    for (BasicBlock* block : order) PlaceIfMerge(*block);
    CountGuards();
    auto by_order = [this](BasicBlock* a, BasicBlock* b) { return order_[a] < order_[b]; };
    for (auto* children : {&inner_, &outer_}) {
      for (auto& [parent, merges] : *children) std::sort(merges.begin(), merges.end(), by_order);
    }
  }

  TreeSequence Build() { return Tree(function_.getEntryBlock()); }
  int label_count() const { return label_count_; }

 private:
  // The block that comes after the loop: where its exits meet again, apart from those that only return.
  BasicBlock* FindFollow(const llvm::Loop& loop) {
    llvm::SmallVector<BasicBlock*, 4> exits;
    loop.getUniqueExitBlocks(exits);
    llvm::erase_if(exits, [](BasicBlock* exit) { return IsReturnOnly(*exit); });
    if (exits.empty()) return nullptr;
    BasicBlock* meeting = MeetingPoint(exits);
    if (meeting && !IsReturnOnly(*meeting)) return meeting;
    llvm::SmallVector<BasicBlock*, 4> joining;
    for (BasicBlock* exit : exits) {
      if (!EndsInReturn(*exit)) joining.push_back(exit);
    }
    if (!joining.empty()) {
      meeting = MeetingPoint(joining);
      if (meeting && !IsReturnOnly(*meeting)) return meeting;
    }
    // The exit in the loop's condition is what the source would call the end of the loop.
    for (BasicBlock* successor : llvm::successors(loop.getHeader())) {
      if (llvm::is_contained(exits, successor)) return successor;
    }
    return *std::max_element(exits.begin(), exits.end(),
                             [this](BasicBlock* a, BasicBlock* b) { return order_[a] < order_[b]; });
  }

  BasicBlock* MeetingPoint(llvm::ArrayRef<BasicBlock*> blocks) {
    BasicBlock* result = blocks.front();
    for (BasicBlock* block : blocks.drop_front()) {
      result = post_dominators_.findNearestCommonDominator(result, block);
      if (!result) return nullptr;
    }
    return result;
  }

  // True if control that enters `block` returns without meeting control that did not.
  bool EndsInReturn(BasicBlock& block) {
    llvm::SmallVector<BasicBlock*, 16> region;
    dominators_.getDescendants(&block, region);
    return llvm::all_of(region, [&](BasicBlock* member) {
      return llvm::all_of(llvm::successors(member), [&](BasicBlock* successor) {
        return dominators_.dominates(&block, successor) || IsReturnOnly(*successor);
      });
    });
  }

  // Fills guards_: for each block, the conditional returns on the path through it in the dominator tree that has most.
  void CountGuards() {
    auto* root = dominators_.getRootNode();
    for (auto* node : llvm::depth_first(root)) {
      const int above = node->getIDom() ? guards_.lookup(node->getIDom()->getBlock()) : 0;
      guards_[node->getBlock()] = above + IsGuard(*node->getBlock());
    }
    llvm::DenseMap<BasicBlock*, int> most;
    for (auto* node : llvm::post_order(root)) {
      int count = guards_.lookup(node->getBlock());
      for (auto* child : node->children()) count = std::max(count, most.lookup(child->getBlock()));
      most[node->getBlock()] = count;
    }
    guards_ = std::move(most);
  }

  bool IsBackEdge(BasicBlock& from, BasicBlock& to) { return dominators_.dominates(&to, &from); }

  void PlaceIfMerge(BasicBlock& block) {
    if (IsReturnOnly(block) || &block == &function_.getEntryBlock()) return;
    llvm::SmallPtrSet<BasicBlock*, 4> forward;
    for (BasicBlock* predecessor : llvm::predecessors(&block)) {
      if (dominators_.isReachableFromEntry(predecessor) && !IsBackEdge(*predecessor, block))
        forward.insert(predecessor);
    }
    BasicBlock* parent = dominators_.getNode(&block)->getIDom()->getBlock();
    bool is_follow = false;
    bool is_outer = false;
    for (llvm::Loop* loop = loops_.getLoopFor(parent); loop && !loop->contains(&block); loop = loop->getParentLoop()) {
      BasicBlock* follow = follow_[loop];
      is_follow |= follow == &block;
      const bool comes_after = follow && order_[&block] >= order_[follow] && (is_follow || forward.size() > 1);
      if (!comes_after) break;
      parent = loop->getHeader();
      is_outer = true;
    }
    if (forward.size() < 2 && !is_follow) return;
    labels_[&block] = label_count_++;
    (is_outer ? outer_ : inner_)[parent].push_back(&block);
  }

  TreeSequence Tree(BasicBlock& block) {
    TreeSequence sequence;
    llvm::Loop* loop = loops_.getLoopFor(&block);
    const bool is_header = loop && loop->getHeader() == &block;
    int loop_label = -1;
    if (is_header) {
      loop_label = label_count_++;
      loop_labels_[&block] = loop_label;
    }
    sequence.push_back({.kind = Kind::kBlock, .block = &block});
    AppendTerminator(block, sequence);
    // Copies of the lists: building the trees of what follows fills the maps further.
    FollowWith(inner_.lookup(&block), sequence);
    if (is_header) {
      TreeNode node{.kind = Kind::kLoop, .label = loop_label};
      node.terminator = block.getTerminator();
      node.arms.push_back(std::move(sequence));
      node.arms.emplace_back();
      sequence.clear();
      sequence.push_back(std::move(node));
      FollowWith(outer_.lookup(&block), sequence);
    }
    return sequence;
  }

  // sequence := scope { sequence } merge, for every merge in order.
  void FollowWith(llvm::ArrayRef<BasicBlock*> merges, TreeSequence& sequence) {
    for (BasicBlock* merge : merges) {
      TreeNode scope{.kind = Kind::kScope, .label = labels_[merge]};
      scope.arms.push_back(std::move(sequence));
      sequence.clear();
      sequence.push_back(std::move(scope));
      TreeSequence rest = Tree(*merge);
      std::move(rest.begin(), rest.end(), std::back_inserter(sequence));
    }
  }

  void AppendTerminator(BasicBlock& block, TreeSequence& sequence) {
    llvm::Instruction* terminator = block.getTerminator();
    if (auto* branch = llvm::dyn_cast<llvm::BranchInst>(terminator)) {
      if (branch->isUnconditional() || branch->getSuccessor(0) == branch->getSuccessor(1)) {
        return AppendEdge(block, *branch->getSuccessor(0), sequence);
      }
      TreeNode node{.kind = Kind::kIf, .condition = branch->getCondition(), .terminator = terminator};
      node.arms.resize(2);
      AppendEdge(block, *branch->getSuccessor(0), node.arms[0]);
      AppendEdge(block, *branch->getSuccessor(1), node.arms[1]);
      TreeSequence rest;
      if (IsGuard(block) && guards_.lookup(&block) >= kManyGuards) {
        std::swap(rest, node.arms[IsReturnOnly(*branch->getSuccessor(0)) ? 1 : 0]);
      }
      sequence.push_back(std::move(node));
      std::move(rest.begin(), rest.end(), std::back_inserter(sequence));
    } else if (auto* select = llvm::dyn_cast<llvm::SwitchInst>(terminator)) {
      AppendSwitch(block, *select, sequence);
    } else {
      sequence.push_back({.kind = Kind::kReturn, .terminator = terminator});
    }
  }

  void AppendSwitch(BasicBlock& block, llvm::SwitchInst& select, TreeSequence& sequence) {
    TreeNode node{.kind = Kind::kSwitch, .condition = select.getCondition(), .terminator = &select};
    node.label = label_count_++;
    llvm::SmallVector<BasicBlock*, 8> targets = {select.getDefaultDest()};
    node.cases.emplace_back();
    for (auto& one : select.cases()) {
      if (one.getCaseSuccessor() == select.getDefaultDest()) continue;  // what the default arm does anyway
      auto found = std::find(targets.begin(), targets.end(), one.getCaseSuccessor());
      if (found == targets.end()) {
        targets.push_back(one.getCaseSuccessor());
        node.cases.emplace_back();
        found = targets.end() - 1;
      }
      node.cases[static_cast<std::size_t>(found - targets.begin())].push_back(one.getCaseValue());
    }
    node.arms.resize(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i) AppendEdge(block, *targets[i], node.arms[i]);
    sequence.push_back(std::move(node));
  }

  void AppendEdge(BasicBlock& from, BasicBlock& to, TreeSequence& sequence) {
    if (IsReturnOnly(to)) {
      sequence.push_back({.kind = Kind::kReturn, .terminator = to.getTerminator()});
      return;
    }
    if (!to.phis().empty()) {
      TreeNode copies{.kind = Kind::kCopies, .block = &from};
      for (llvm::PHINode& phi : to.phis()) copies.phis.push_back(&phi);
      sequence.push_back(std::move(copies));
    }
    if (IsBackEdge(from, to)) {
      sequence.push_back({.kind = Kind::kContinue, .label = loop_labels_[&to]});
    } else if (auto label = labels_.find(&to); label != labels_.end()) {
      sequence.push_back({.kind = Kind::kBreak, .label = label->second});
    } else {
      TreeSequence nested = Tree(to);
      std::move(nested.begin(), nested.end(), std::back_inserter(sequence));
    }
  }

  llvm::Function& function_;
  llvm::DominatorTree dominators_;
  llvm::LoopInfo loops_;
  llvm::PostDominatorTree post_dominators_;
  llvm::DenseMap<BasicBlock*, unsigned> order_;
  llvm::DenseMap<const llvm::Loop*, BasicBlock*> follow_;
  llvm::DenseMap<BasicBlock*, int> labels_, loop_labels_;
  // Merges that follow inside the construct of a block, and those that follow the loop that the block heads.
  llvm::DenseMap<BasicBlock*, llvm::SmallVector<BasicBlock*, 4>> inner_, outer_;
  llvm::DenseMap<BasicBlock*, int> guards_;
  int label_count_ = 0;
};

}  // namespace

TreeSequence BuildTree(llvm::Function& function, int& label_count) {
  TreeBuilder builder(function);
  TreeSequence root = builder.Build();
  label_count = builder.label_count();
  return root;
}

}  // namespace kiln::translator
