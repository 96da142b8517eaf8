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
#include "translator/passes/control_flow/join_conditions.h"
#include "translator/passes/control_flow/structurize.h"

namespace kiln::translator {

namespace {

using llvm::BasicBlock;
using Kind = TreeNode::Kind;

// A block that does nothing but return may be entered from anywhere: each way in gets its own return.
bool IsReturnOnly(const BasicBlock& block) {
  const llvm::Instruction* first = block.getFirstNonPHIOrDbg();
  auto* end = llvm::dyn_cast<llvm::ReturnInst>(first);
  // A phi that is returned needs its copies.
  if (end && end->getReturnValue() && !block.phis().empty()) return false;
  return end || llvm::isa<llvm::UnreachableInst>(first);
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
    sizes_ = DominatedSizes(dominators_);
    for (llvm::Loop* loop : loops_.getLoopsInPreorder()) follow_[loop] = FindFollow(*loop);
    for (BasicBlock* block : order) Place(*block);
    CountGuards();
    auto by_order = [this](BasicBlock* a, BasicBlock* b) { return order_[a] < order_[b]; };
    for (auto* children : {&inner_, &outer_}) {
      for (auto& [parent, merges] : *children) {
        std::sort(merges.begin(), merges.end(), by_order);
        DelayLong(merges);
      }
    }
  }

  TreeSequence Build() {
    TreeSequence sequence;
    AppendTree(function_.getEntryBlock(), sequence);
    return sequence;
  }
  int label_count() const { return label_count_; }

 private:
  // The block that comes after the loop: where its exits meet again, apart from those that only return.
  BasicBlock* FindFollow(const llvm::Loop& loop) {
    llvm::SmallVector<BasicBlock*, 4> exits;
    loop.getUniqueExitBlocks(exits);
    llvm::erase_if(exits, [](BasicBlock* exit) { return IsReturnOnly(*exit); });
    if (exits.empty()) return nullptr;
    auto own_size = [&](BasicBlock* exit) {
      return dominators_.dominates(loop.getHeader(), exit) ? sizes_.lookup(exit) : 0;
    };
    BasicBlock* longest = *std::max_element(exits.begin(), exits.end(),
                                            [&](BasicBlock* a, BasicBlock* b) { return own_size(a) < own_size(b); });
    if (own_size(longest) > kLong) return longest;
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

  // Moves long merges behind those that they do not lead to: each merge is nested in the scopes of the later ones.
  void DelayLong(llvm::SmallVectorImpl<BasicBlock*>& merges) {
    auto leads_to = [&](BasicBlock* from, BasicBlock* to) {
      return llvm::any_of(llvm::predecessors(to),
                          [&](BasicBlock* block) { return dominators_.dominates(from, block); });
    };
    for (std::size_t i = merges.size(); i-- > 0;) {
      for (std::size_t k = i; k + 1 < merges.size(); ++k) {
        const unsigned size = sizes_.lookup(merges[k]);
        if (size <= kLong || size <= sizes_.lookup(merges[k + 1]) || leads_to(merges[k], merges[k + 1])) break;
        std::swap(merges[k], merges[k + 1]);
      }
    }
  }

  // A long block in one arm of a switch whose arms meet nowhere before they leave: it follows the switch.
  bool FollowsSwitch(BasicBlock& block, BasicBlock& parent) {
    if (sizes_.lookup(&block) <= kLong || !llvm::isa<llvm::SwitchInst>(parent.getTerminator())) return false;
    return llvm::all_of(dominators_.getNode(&parent)->children(), [&](auto* child) {
      return child->getBlock() == &block || (child->getBlock()->getUniquePredecessor() == &parent &&
                                             sizes_.lookup(child->getBlock()) < sizes_.lookup(&block));
    });
  }

  // Decides where `block` stands; what leads to it forward has its place.
  void Place(BasicBlock& block) {
    if (&block == &function_.getEntryBlock()) return;
    llvm::SmallPtrSet<BasicBlock*, 4> forward;
    for (BasicBlock* predecessor : llvm::predecessors(&block)) {
      if (dominators_.isReachableFromEntry(predecessor) && !IsBackEdge(*predecessor, block))
        forward.insert(predecessor);
    }
    BasicBlock* parent = dominators_.getNode(&block)->getIDom()->getBlock();
    place_[&block] = LoopWithin(*parent);  // unless it is a merge, where the edge to it stands
    if (IsReturnOnly(block)) return;
    bool is_follow = false;
    bool is_outer = false;
    auto leave = [&](const llvm::Loop& loop) {
      parent = loop.getHeader();
      is_outer = true;
    };
    for (llvm::Loop* loop = loops_.getLoopFor(parent); loop && !loop->contains(&block); loop = loop->getParentLoop()) {
      BasicBlock* follow = follow_[loop];
      is_follow |= follow == &block;
      const bool comes_after = follow && order_[&block] >= order_[follow] && (is_follow || forward.size() > 1);
      if (!comes_after) break;
      leave(*loop);
    }
    if (forward.size() < 2 && !is_follow && !FollowsSwitch(block, *parent)) return;
    // What stands behind a loop leads to nothing inside of it.
    const llvm::Loop* around = is_outer ? place_.lookup(parent) : LoopWithin(*parent);
    for (BasicBlock* predecessor : forward) {
      for (; !IsAround(around, LoopWithin(*predecessor)); around = place_.lookup(parent)) leave(*around);
    }
    place_[&block] = around;
    labels_[&block] = label_count_++;
    (is_outer ? outer_ : inner_)[parent].push_back(&block);
  }

  // The innermost loop in whose body the tree of `block`, after a header that it may be, stands.
  const llvm::Loop* LoopWithin(BasicBlock& block) const {
    const llvm::Loop* loop = loops_.getLoopFor(&block);
    return loop && loop->getHeader() == &block ? loop : place_.lookup(&block);
  }

  // True if the body of `outer` (null: of none) is around that of `inner` in the tree, or the same.
  bool IsAround(const llvm::Loop* outer, const llvm::Loop* inner) const {
    while (inner && inner != outer) inner = place_.lookup(inner->getHeader());
    return inner == outer;
  }

  void AppendTree(BasicBlock& block, TreeSequence& sequence) {
    llvm::Loop* loop = loops_.getLoopFor(&block);
    const bool is_header = loop && loop->getHeader() == &block;
    if (!is_header) return AppendInner(block, sequence);
    TreeNode node{.kind = Kind::kLoop, .terminator = block.getTerminator(), .label = label_count_++};
    loop_labels_[&block] = node.label;
    node.arms.resize(2);
    AppendInner(block, node.arms[0]);
    const std::size_t start = sequence.size();
    sequence.push_back(std::move(node));
    FollowWith(llvm::SmallVector<BasicBlock*, 4>(outer_.lookup(&block)), sequence, start);
  }

  void AppendInner(BasicBlock& block, TreeSequence& sequence) {
    const std::size_t start = sequence.size();
    sequence.push_back({.kind = Kind::kBlock, .block = &block});
    AppendTerminator(block, sequence);
    // A copy of the list: building the trees of what follows fills the map further.
    FollowWith(llvm::SmallVector<BasicBlock*, 4>(inner_.lookup(&block)), sequence, start);
  }

  // What stands in the sequence from `start` := scope { it } merge, for every merge in order.
  void FollowWith(llvm::ArrayRef<BasicBlock*> merges, TreeSequence& sequence, std::size_t start) {
    for (BasicBlock* merge : merges) {
      const auto first = sequence.begin() + static_cast<std::ptrdiff_t>(start);
      TreeNode scope{.kind = Kind::kScope, .label = labels_[merge]};
      scope.arms.emplace_back(std::make_move_iterator(first), std::make_move_iterator(sequence.end()));
      sequence.erase(first, sequence.end());
      sequence.push_back(std::move(scope));
      AppendTree(*merge, sequence);
    }
  }

  // Every path through `sequence` ends in an exit; true if one of them is to where the tree of `block` goes on.
  bool MeetsAgain(const TreeSequence& sequence, BasicBlock& block) {
    auto merges = inner_.find(&block);
    return merges != inner_.end() && llvm::any_of(sequence, [&](const TreeNode& node) {
             const bool leaves_to_merge =
                 node.kind == Kind::kBreak &&
                 llvm::any_of(merges->second, [&](BasicBlock* merge) { return labels_.lookup(merge) == node.label; });
             return leaves_to_merge ||
                    llvm::any_of(node.arms, [&](const TreeSequence& arm) { return MeetsAgain(arm, block); });
           });
  }

  void AppendTerminator(BasicBlock& block, TreeSequence& sequence) {
    llvm::Instruction* terminator = block.getTerminator();
    if (auto* branch = llvm::dyn_cast<llvm::BranchInst>(terminator)) {
      if (branch->isUnconditional() || branch->getSuccessor(0) == branch->getSuccessor(1)) {
        return AppendEdge(block, *branch->getSuccessor(0), sequence);
      }
      TreeNode node{.kind = Kind::kIf, .condition = branch->getCondition(), .terminator = terminator};
      node.arms.resize(2);
      // The arm that may follow the selection instead, as the other one never ends there.
      const unsigned rest = NestedSize(*branch->getSuccessor(0)) > NestedSize(*branch->getSuccessor(1)) ? 0 : 1;
      BasicBlock& rest_block = *branch->getSuccessor(rest);
      AppendEdge(block, *branch->getSuccessor(1 - rest), node.arms[1 - rest]);
      const bool is_flat = IsGuard(block) ? guards_.lookup(&block) >= kManyGuards || NestedSize(rest_block) > kLong
                                          : NestedSize(rest_block) > kLong && !MeetsAgain(node.arms[1 - rest], block);
      if (!is_flat) AppendEdge(block, rest_block, node.arms[rest]);
      sequence.push_back(std::move(node));
      if (is_flat) AppendEdge(block, rest_block, sequence);
    } else if (auto* select = llvm::dyn_cast<llvm::SwitchInst>(terminator)) {
      AppendSwitch(block, *select, sequence);
    } else {
      sequence.push_back({.kind = Kind::kReturn, .terminator = terminator});
    }
  }

  // How many blocks an edge to `block` nests where it stands.
  unsigned NestedSize(BasicBlock& block) {
    if (IsReturnOnly(block)) return 0;
    return labels_.contains(&block) || loop_labels_.contains(&block) ? 1 : 1 + sizes_.lookup(&block);
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
      AppendTree(to, sequence);
    }
  }

  llvm::Function& function_;
  llvm::DominatorTree dominators_;
  llvm::LoopInfo loops_;
  llvm::PostDominatorTree post_dominators_;
  llvm::DenseMap<BasicBlock*, unsigned> order_;
  llvm::DenseMap<BasicBlock*, unsigned> sizes_;  // how many blocks each dominates, itself among them
  llvm::DenseMap<const llvm::Loop*, BasicBlock*> follow_;
  llvm::DenseMap<BasicBlock*, const llvm::Loop*> place_;  // in whose body the tree of each block stands
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
