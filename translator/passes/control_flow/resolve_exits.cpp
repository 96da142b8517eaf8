#include <algorithm>
#include <functional>
#include <set>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "translator/passes/control_flow/sink_increments.h"
#include "translator/passes/control_flow/structurize.h"

namespace kiln::translator {

namespace {

using Kind = TreeNode::Kind;

bool IsExit(const TreeNode& node, Kind kind, int label) {
  return node.kind == kind && node.label == label;
}

bool Leaves(const TreeNode& node) {
  return node.kind == Kind::kBreak || node.kind == Kind::kContinue || node.kind == Kind::kReturn;
}

// Removes exits to what follows anyway: those in tail position.
void StripTail(TreeSequence& sequence, Kind kind, int label) {
  if (sequence.empty()) return;
  TreeNode& last = sequence.back();
  if (IsExit(last, kind, label)) {
    sequence.pop_back();
    return StripTail(sequence, kind, label);
  }
  if (last.kind == Kind::kIf || last.kind == Kind::kSwitch || last.kind == Kind::kScope) {
    for (TreeSequence& arm : last.arms) StripTail(arm, kind, label);
    if (last.kind == Kind::kIf && last.flag >= 0 && last.arms[0].empty() && last.arms[1].empty()) {
      sequence.pop_back();
      StripTail(sequence, kind, label);
    }
  }
}

// A return at the end of the kernel says nothing. (A function's returns its value.)
void StripReturns(TreeSequence& sequence) {
  const auto is_plain = [](const TreeNode& node) {
    auto* end = llvm::dyn_cast_or_null<llvm::ReturnInst>(node.terminator);
    return node.kind == Kind::kReturn && (!end || !end->getReturnValue());
  };
  while (!sequence.empty() && is_plain(sequence.back())) sequence.pop_back();
  if (sequence.empty() || sequence.back().kind != Kind::kIf) return;
  for (TreeSequence& arm : sequence.back().arms) StripReturns(arm);
}

bool Contains(llvm::ArrayRef<TreeNode> sequence, Kind kind, int label) {
  return llvm::any_of(sequence, [&](const TreeNode& node) {
    return IsExit(node, kind, label) ||
           llvm::any_of(node.arms, [&](const TreeSequence& arm) { return Contains(arm, kind, label); });
  });
}

class ExitResolver {
 public:
  StructuredTree Run(TreeSequence root) {
    Resolve(root);
    StripReturns(root);
    StructuredTree tree;
    tree.root = std::move(root);
    std::set<int> used;
    CollectFlags(tree.root, used);
    DropUnusedFlags(tree.root, used);
    tree.flag_count = static_cast<int>(used.size());
    return tree;
  }

 private:
  void Resolve(TreeSequence& sequence) {
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      if (sequence[i].kind == Kind::kLoop) FindContinuing(sequence[i]);
      for (TreeSequence& arm : sequence[i].arms) Resolve(arm);
      if (sequence[i].kind == Kind::kLoop) ResolveLoop(sequence[i]);
      if (sequence[i].kind == Kind::kScope) i += ResolveScope(sequence, i);
    }
    // Nothing runs after an exit.
    for (std::size_t i = 0; i + 1 < sequence.size(); ++i) {
      if (Leaves(sequence[i])) sequence.resize(i + 1);
    }
  }

  // loop { scope L { ... break L ... } latch; continue }  ->  the latch is the continuing part, `break L` is
  // `continue`.
  static void FindContinuing(TreeNode& loop) {
    if (MoveSteps(loop)) return;
    TreeSequence& body = loop.arms[0];
    if (body.size() < 2 || !IsExit(body.back(), Kind::kContinue, loop.label)) return;
    std::size_t start = body.size() - 1;
    while (start > 0 && (body[start - 1].kind == Kind::kBlock || body[start - 1].kind == Kind::kCopies)) --start;
    if (start != 1 || body[0].kind != Kind::kScope || start == body.size() - 1) return;
    if (Contains(body[0].arms[0], Kind::kContinue, loop.label)) return;
    const int latch = body[0].label;
    loop.arms[1].assign(std::make_move_iterator(body.begin() + 1), std::make_move_iterator(body.end() - 1));
    TreeSequence inner = std::move(body[0].arms[0]);
    std::function<void(TreeSequence&)> rename = [&](TreeSequence& sequence) {
      for (TreeNode& node : sequence) {
        if (IsExit(node, Kind::kBreak, latch)) {
          node.kind = Kind::kContinue;
          node.label = loop.label;
        }
        for (TreeSequence& arm : node.arms) rename(arm);
      }
    };
    rename(inner);
    body = std::move(inner);
  }

  // ... step; i := step; continue  ->  the step is the continuing part, if this is the only way to the next iteration.
  // Other phis keep their copies where they are; that is right unless a step reads one of them.
  static bool MoveSteps(TreeNode& loop) {
    std::vector<TreeSequence*> ends;
    FindExits(loop.arms[0], Kind::kContinue, loop.label, ends);
    if (ends.size() != 1) return false;
    TreeSequence& end = *ends.front();
    const std::size_t size = end.size();
    if (size < 3 || end[size - 2].kind != Kind::kCopies || end[size - 3].kind != Kind::kBlock) return false;
    llvm::BasicBlock* block = end[size - 3].block;
    if (end[size - 2].block != block || !IsStepBlock(*block)) return false;
    TreeNode early = end[size - 2], late = end[size - 2];
    auto is_step = [&](llvm::PHINode* phi) {
      auto* step = llvm::dyn_cast<llvm::Instruction>(phi->getIncomingValueForBlock(block));
      return step && step->getParent() == block;
    };
    llvm::erase_if(early.phis, is_step);
    llvm::erase_if(late.phis, [&](llvm::PHINode* phi) { return !is_step(phi); });
    for (llvm::Instruction& step : *block) {
      for (llvm::Value* operand : step.operands()) {
        if (llvm::is_contained(early.phis, operand)) return false;
      }
    }
    loop.arms[1].push_back(end[size - 3]);
    loop.arms[1].push_back(std::move(late));
    end.resize(size - 3);
    if (!early.phis.empty()) end.push_back(std::move(early));
    end.push_back({.kind = Kind::kContinue, .label = loop.label});
    return true;
  }

  static void FindExits(TreeSequence& sequence, Kind kind, int label, std::vector<TreeSequence*>& found) {
    for (TreeNode& node : sequence) {
      if (IsExit(node, kind, label)) found.push_back(&sequence);
      for (TreeSequence& arm : node.arms) FindExits(arm, kind, label, found);
    }
  }

  void ResolveLoop(TreeNode& loop) {
    StripTail(loop.arms[0], Kind::kContinue, loop.label);
    auto blocks = [](const TreeNode& node) { return node.kind == Kind::kLoop; };
    while (RouteBlocked(loop.arms[0], Kind::kContinue, loop.label, blocks)) {
      StripTail(loop.arms[0], Kind::kContinue, loop.label);
    }
  }

  // Returns how many nodes more than one now stand in place of the scope, minus one.
  std::size_t ResolveScope(TreeSequence& sequence, std::size_t index) {
    const int label = sequence[index].label;
    TreeSequence body = std::move(sequence[index].arms[0]);
    bool keep = false;
    while (true) {
      StripTail(body, Kind::kBreak, label);
      if (!Contains(body, Kind::kBreak, label)) break;
      TreeNode* tail_loop = body.back().kind == Kind::kLoop ? &body.back() : nullptr;
      const bool all_in_tail = tail_loop && !Contains(llvm::ArrayRef<TreeNode>(body).drop_back(), Kind::kBreak, label);
      if (all_in_tail) {
        auto loops = [](const TreeNode& node) { return node.kind == Kind::kLoop; };
        while (RouteBlocked(tail_loop->arms[0], Kind::kBreak, label, loops)) {
        }
        Rename(tail_loop->arms[0], label, tail_loop->label);
        continue;
      }
      auto breakables = [](const TreeNode& node) {
        return node.kind == Kind::kLoop || node.kind == Kind::kSwitch || node.kind == Kind::kScope;
      };
      if (RouteBlocked(body, Kind::kBreak, label, breakables)) continue;
      keep = true;
      break;
    }
    if (keep) {
      sequence[index].arms[0] = std::move(body);
      return 0;
    }
    const std::size_t count = body.size();
    sequence.erase(sequence.begin() + static_cast<std::ptrdiff_t>(index));
    sequence.insert(sequence.begin() + static_cast<std::ptrdiff_t>(index), std::make_move_iterator(body.begin()),
                    std::make_move_iterator(body.end()));
    return count - 1;  // wraps to -1 for an empty body: the next node stands here
  }

  static void Rename(TreeSequence& sequence, int from, int to) {
    for (TreeNode& node : sequence) {
      if (IsExit(node, Kind::kBreak, from)) node.label = to;
      for (TreeSequence& arm : node.arms) Rename(arm, from, to);
    }
  }

  // Exits (kind, label) inside a construct that `blocks` them leave just that construct, with a flag set, and go on
  // from there. One level per call; true if anything changed.
  template <typename Blocks>
  bool RouteBlocked(TreeSequence& sequence, Kind kind, int label, Blocks blocks) {
    bool changed = false;
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      const bool is_blocking = blocks(sequence[i]);
      for (TreeSequence& arm : sequence[i].arms) changed |= RouteBlocked(arm, kind, label, blocks);
      if (!is_blocking) continue;
      bool found = false;
      const int flag = flag_count_;
      for (TreeSequence& arm : sequence[i].arms) found |= RouteThrough(arm, kind, label, blocks, sequence[i].label, flag);
      if (!found) continue;
      ++flag_count_;
      TreeNode test{.kind = Kind::kIf, .flag = flag};
      test.arms.resize(2);
      test.arms[0].push_back({.kind = kind, .label = label});
      sequence.insert(sequence.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(test));
      sequence.insert(sequence.begin() + static_cast<std::ptrdiff_t>(i),
                      TreeNode{.kind = Kind::kSetFlag, .flag = flag, .flag_value = false});
      i += 2;
      changed = true;
    }
    return changed;
  }

  // Constructs inside that block the exits themselves have none of them left.
  template <typename Blocks>
  static bool RouteThrough(TreeSequence& sequence, Kind kind, int label, Blocks blocks, int construct, int flag) {
    bool found = false;
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      if (blocks(sequence[i])) continue;
      for (TreeSequence& arm : sequence[i].arms) found |= RouteThrough(arm, kind, label, blocks, construct, flag);
      if (!IsExit(sequence[i], kind, label)) continue;
      sequence[i] = {.kind = Kind::kBreak, .label = construct};
      sequence.insert(sequence.begin() + static_cast<std::ptrdiff_t>(i),
                      TreeNode{.kind = Kind::kSetFlag, .flag = flag, .flag_value = true});
      ++i;
      found = true;
    }
    return found;
  }

  static void CollectFlags(const TreeSequence& sequence, std::set<int>& used) {
    for (const TreeNode& node : sequence) {
      if (node.kind == Kind::kIf && node.flag >= 0) used.insert(node.flag);
      for (const TreeSequence& arm : node.arms) CollectFlags(arm, used);
    }
  }

  static void DropUnusedFlags(TreeSequence& sequence, const std::set<int>& used) {
    llvm::erase_if(sequence,
                   [&](const TreeNode& node) { return node.kind == Kind::kSetFlag && !used.contains(node.flag); });
    for (TreeNode& node : sequence) {
      if (node.flag >= 0) node.flag = static_cast<int>(std::distance(used.begin(), used.find(node.flag)));
      for (TreeSequence& arm : node.arms) DropUnusedFlags(arm, used);
    }
  }

  int flag_count_ = 0;
};

}  // namespace

StructuredTree ResolveExits(TreeSequence root) {
  return ExitResolver().Run(std::move(root));
}

StructuredTree Structurize(llvm::Function& function) {
  int label_count = 0;
  return ResolveExits(BuildTree(function, label_count));
}

}  // namespace kiln::translator
