#include "translator/passes/control_flow/bound_nesting.h"

#include <algorithm>

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/PromoteMemToReg.h"
#include "llvm/Transforms/Utils/UnifyFunctionExitNodes.h"
#include "translator/passes/control_flow/restore_ssa.h"
#include "translator/passes/control_flow/run_in_stages.h"
#include "translator/passes/control_flow/structurize.h"

namespace kiln::translator {

namespace {

using llvm::BasicBlock;
using Kind = TreeNode::Kind;

bool IsSelection(const TreeNode& node) {
  return node.kind == Kind::kIf || node.kind == Kind::kSwitch;
}

int NestingDepth(const TreeNode& node) {
  int inner = 0;
  for (const TreeSequence& arm : node.arms) inner = std::max(inner, translator::NestingDepth(arm));
  return inner + (IsSelection(node) || node.kind == Kind::kLoop);
}

// The block that is entered first in what `sequence` does from `index` on; null if that is only an exit.
BasicBlock* FirstBlock(const TreeSequence& sequence, std::size_t index = 0) {
  while (index < sequence.size() && sequence[index].kind == Kind::kCopies) ++index;
  if (index >= sequence.size()) return nullptr;
  const TreeNode& node = sequence[index];
  if (node.kind == Kind::kScope || node.kind == Kind::kLoop) return FirstBlock(node.arms[0]);
  return node.block;
}

// A node of the tree and where it stands; the arm of it that leads on to the next place of a path.
struct Place {
  const TreeSequence* sequence;
  std::size_t index;
  const TreeSequence* arm = nullptr;
  const TreeNode& node() const { return (*sequence)[index]; }
};

// From the root to the innermost selection or loop of the deepest nest.
std::vector<Place> DeepestPath(const TreeSequence& root) {
  std::vector<Place> path;
  const TreeSequence* sequence = &root;
  while (true) {
    Place place{sequence, 0};
    int deepest = 0;
    for (std::size_t i = 0; i < sequence->size(); ++i) {
      const int depth = NestingDepth((*sequence)[i]);
      if (depth > deepest) place.index = i, deepest = depth;
    }
    if (deepest == 0) return path;
    const std::vector<TreeSequence>& arms = place.node().arms;
    place.arm = &*std::max_element(arms.begin(), arms.end(), [](const TreeSequence& a, const TreeSequence& b) {
      return translator::NestingDepth(a) < translator::NestingDepth(b);
    });
    path.push_back(place);
    sequence = place.arm;
  }
}

using Blocks = llvm::SmallPtrSet<BasicBlock*, 16>;

// Cuts the run of selections between two loops of the path, or below the last, where that takes out most levels: the
// block in the depth is to run first, then what follows each scope around it, from inside out. What was taken out
// before is not again: what is around it then must be.
Stages ChooseStages(const std::vector<Place>& path, int levels_of_cut, Blocks& taken_out) {
  Stages best;
  int best_gain = 0;
  for (std::size_t begin = 0; begin < path.size();) {
    std::size_t end = begin;
    int count = 0;
    for (; end < path.size() && path[end].node().kind != Kind::kLoop; ++end) count += IsSelection(path[end].node());
    const int kept = std::min(levels_of_cut, end == path.size() ? count / 2 : count);
    if (kept - 1 > best_gain) {
      Stages stages;
      int above = 0;
      for (std::size_t i = begin; above < kept; ++i) {
        const Place& place = path[i];
        above += IsSelection(place.node());
        if (place.node().kind == Kind::kScope && above > 0)
          stages.push_back(FirstBlock(*place.sequence, place.index + 1));
        if (above == kept) stages.push_back(FirstBlock(*place.arm));
      }
      if (llvm::all_of(stages, [](BasicBlock* block) { return block != nullptr; }) &&
          !taken_out.contains(stages.back())) {
        best.assign(stages.rbegin(), stages.rend());
        best_gain = kept - 1;
      }
    }
    begin = end + 1;
  }
  if (!best.empty()) taken_out.insert(best.front());
  return best;
}

// Finds a sequence with many ways out, and what to run one after the other there: a part of it each, then the targets
// of the ways out.
class LadderFinder {
 public:
  LadderFinder(const NestingBounds& bounds, Blocks& taken_out) : bounds_(bounds), taken_out_(taken_out) {}

  // Empty if there is none.
  Stages Find(const TreeSequence& sequence) {
    Stages stages = StagesOf(sequence);
    for (std::size_t i = 0; i < sequence.size() && stages.empty(); ++i) {
      const TreeNode& node = sequence[i];
      if (node.kind == Kind::kScope) targets_[node.label] = {FirstBlock(sequence, i + 1), loops_};
      loops_ += node.kind == Kind::kLoop;
      for (const TreeSequence& arm : node.arms) {
        if (stages.empty()) stages = Find(arm);
      }
      loops_ -= node.kind == Kind::kLoop;
    }
    return stages;
  }

 private:
  struct Target {
    BasicBlock* block = nullptr;
    int loops = 0;  // around it
  };

  // The targets of ways out of `node` that leave no loop.
  void CollectExits(const TreeNode& node, llvm::SmallSetVector<BasicBlock*, 4>& exits) {
    if (node.kind == Kind::kBreak) {
      const Target target = targets_.lookup(node.label);
      if (target.block && target.loops == loops_) exits.insert(target.block);
    } else if (node.kind == Kind::kReturn && loops_ == 0) {
      exits.insert(const_cast<BasicBlock*>(node.terminator->getParent()));
    }
    for (const TreeSequence& arm : node.arms) {
      for (const TreeNode& inner : arm) CollectExits(inner, exits);
    }
  }

  Stages StagesOf(const TreeSequence& sequence) {
    BasicBlock* head = FirstBlock(sequence);
    if (!head || taken_out_.contains(head) || sequence.size() <= bounds_.exits) return {};
    llvm::SmallSetVector<BasicBlock*, 4> targets;
    Stages parts;
    std::size_t count = 0;
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      llvm::SmallSetVector<BasicBlock*, 4> exits;
      if (!sequence[i].arms.empty()) CollectExits(sequence[i], exits);
      if (exits.empty()) continue;
      targets.insert(exits.begin(), exits.end());
      if (++count % bounds_.exits_of_part != 0) continue;
      if (BasicBlock* rest = FirstBlock(sequence, i + 1)) parts.push_back(rest);
    }
    if (count <= bounds_.exits) return {};
    taken_out_.insert(head);
    llvm::DominatorTree dominators(*head->getParent());
    // Only what comes from this sequence is redirected.
    for (BasicBlock* target : targets) {
      llvm::SmallSetVector<BasicBlock*, 8> from;
      bool others = false;
      for (BasicBlock* block : llvm::predecessors(target)) {
        if (dominators.dominates(target, block)) continue;
        if (dominators.dominates(head, block)) {
          from.insert(block);
        } else {
          others = true;
        }
      }
      parts.push_back(others ? llvm::SplitBlockPredecessors(target, from.getArrayRef(), ".out", &dominators) : target);
    }
    const llvm::ReversePostOrderTraversal<llvm::Function*> order(head->getParent());
    llvm::DenseMap<BasicBlock*, int> index;
    for (BasicBlock* block : order) index[block] = static_cast<int>(index.size());
    llvm::sort(parts, [&](BasicBlock* a, BasicBlock* b) { return index.lookup(a) < index.lookup(b); });
    return parts;
  }

  const NestingBounds& bounds_;
  Blocks& taken_out_;
  llvm::DenseMap<int, Target> targets_;
  int loops_ = 0;
};

}  // namespace

int NestingDepth(const TreeSequence& sequence) {
  int deepest = 0;
  for (const TreeNode& node : sequence) deepest = std::max(deepest, NestingDepth(node));
  return deepest;
}

void BoundNesting(llvm::Function& function, const NestingBounds& bounds) {
  if (function.size() <= std::min<std::size_t>(static_cast<std::size_t>(bounds.levels), bounds.exits)) return;
  llvm::FunctionAnalysisManager analyses;
  llvm::UnifyFunctionExitNodesPass().run(function, analyses);
  Blocks taken_out;
  std::vector<llvm::AllocaInst*> variables;
  for (std::size_t cuts_left = function.size(); cuts_left > 0; --cuts_left) {
    int label_count = 0;
    const TreeSequence tree = BuildTree(function, label_count);
    Stages stages = LadderFinder(bounds, taken_out).Find(tree);
    if (stages.empty() && NestingDepth(tree) > bounds.levels)
      stages = ChooseStages(DeepestPath(tree), bounds.levels_of_cut, taken_out);
    if (stages.empty()) break;
    // What cannot be cut stays as it is; the next cut is another one.
    RunInStages(function, stages, variables);
  }
  // Once, after all cuts, or the phis of one would become values for the next.
  if (taken_out.empty()) return;
  llvm::DominatorTree dominators(function);
  llvm::PromoteMemToReg(variables, dominators);
  RestoreSsa(function);
}

}  // namespace kiln::translator
