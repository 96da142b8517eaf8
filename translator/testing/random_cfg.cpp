#include "translator/testing/random_cfg.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "translator/testing/evaluate.h"

namespace kiln::translator::testing {

namespace {

using Edges = std::vector<std::vector<unsigned>>;

// Random bits with the same values on every machine, which the standard distributions do not promise.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  unsigned Below(unsigned bound) { return static_cast<unsigned>(engine_() % bound); }
  bool Percent(unsigned chance) { return Below(100) < chance; }

 private:
  std::mt19937 engine_;
};

std::set<unsigned> Reachable(const Edges& edges) {
  std::set<unsigned> seen = {0};
  std::vector<unsigned> open = {0};
  while (!open.empty()) {
    const unsigned block = open.back();
    open.pop_back();
    for (unsigned next : edges[block]) {
      if (seen.insert(next).second) open.push_back(next);
    }
  }
  return seen;
}

// A block dominates another if the other cannot be reached without it.
bool Dominates(const Edges& edges, unsigned block, unsigned other) {
  if (block == other) return true;
  Edges without = edges;
  without[block].clear();
  if (block == 0) return true;
  for (auto& targets : without) std::erase(targets, block);
  return !Reachable(without).contains(other);
}

Edges RandomEdges(Dice& dice, const RandomCfg& shape) {
  const unsigned n = shape.blocks;
  Edges edges(n);
  for (unsigned i = 0; i < n; ++i) {
    const unsigned later = n - 1 - i;
    if (later == 0) continue;
    // Near targets make nested constructs, far ones early exits.
    auto target = [&] { return i + 1 + dice.Below(dice.Percent(70) ? std::min(later, 3u) : later); };
    unsigned count = dice.Percent(8) && i > 0 ? 0 : dice.Percent(35) ? 1 : 2;
    if (shape.has_switches && dice.Percent(12)) count = 3 + dice.Below(2);
    for (unsigned k = 0; k < count; ++k) edges[i].push_back(target());
  }
  if (edges[0].empty()) edges[0].push_back(1);
  const Edges forward = edges;
  const std::set<unsigned> reached = Reachable(forward);
  for (unsigned i = 1; i < n; ++i) {
    if (!reached.contains(i) || !dice.Percent(30)) continue;
    std::vector<unsigned> back;
    for (unsigned k = 1; k < n; ++k) {
      if (!reached.contains(k)) continue;
      if (shape.reducible ? k <= i && Dominates(forward, k, i) : true) back.push_back(k);
    }
    if (!back.empty()) edges[i].push_back(back[dice.Below(static_cast<unsigned>(back.size()))]);
  }
  return edges;
}

void AddTerminator(llvm::IRBuilder<>& b, llvm::Module& module, const std::vector<unsigned>& targets,
                   llvm::ArrayRef<llvm::BasicBlock*> blocks) {
  if (targets.empty()) {
    b.CreateRetVoid();
  } else if (targets.size() == 1) {
    b.CreateBr(blocks[targets[0]]);
  } else if (targets.size() == 2) {
    llvm::Value* decision = b.CreateCall(module.getOrInsertFunction("decide", b.getInt1Ty()));
    b.CreateCondBr(decision, blocks[targets[0]], blocks[targets[1]]);
  } else {
    llvm::Value* choice = b.CreateCall(module.getOrInsertFunction("choose", b.getInt32Ty()));
    llvm::SwitchInst* select = b.CreateSwitch(choice, blocks[targets[0]]);
    for (unsigned k = 1; k < targets.size(); ++k) select->addCase(b.getInt32(k), blocks[targets[k]]);
  }
}

void FillPhis(Dice& dice, llvm::Function& function, llvm::ArrayRef<llvm::PHINode*> phis) {
  llvm::DominatorTree dominators(function);
  llvm::Type* type = llvm::Type::getInt32Ty(function.getContext());
  for (llvm::PHINode* phi : phis) {
    for (llvm::BasicBlock* from : llvm::predecessors(phi->getParent())) {
      if (const int seen = phi->getBasicBlockIndex(from); seen >= 0) {
        phi->addIncoming(phi->getIncomingValue(static_cast<unsigned>(seen)), from);
        continue;
      }
      std::vector<llvm::Value*> values = {llvm::ConstantInt::get(type, 1000 + dice.Below(1000))};
      for (llvm::PHINode* other : phis) {
        if (dominators.dominates(other->getParent(), from)) values.push_back(other);
      }
      phi->addIncoming(values[dice.Below(static_cast<unsigned>(values.size()))], from);
    }
  }
}

// Answers @decide and @choose from a seeded sequence and writes down what @visit is told.
class Recorder {
 public:
  Recorder(llvm::Function& function, std::uint32_t seed, std::size_t length)
      : dice_(seed), length_(length), kernel_{.function = &function}, evaluator_(kernel_) {
    evaluator_.on_call = [this](const llvm::CallInst& call, llvm::ArrayRef<llvm::Constant*> arguments) { return Answer(call, arguments); };
  }

  template <typename... Tree>
  std::optional<Trace> Run(const Tree&... tree) {
    if (!evaluator_.Run(tree...)) {
      ADD_FAILURE() << evaluator_.problem();
      return std::nullopt;
    }
    trace_.resize(std::min(trace_.size(), length_));
    return trace_;
  }

 private:
  llvm::Constant* Answer(const llvm::CallInst& call, llvm::ArrayRef<llvm::Constant*> arguments) {
    const llvm::StringRef name = call.getCalledFunction()->getName();
    if (name == "decide") return llvm::ConstantInt::get(call.getType(), dice_.Below(2));
    if (name == "choose") return llvm::ConstantInt::get(call.getType(), dice_.Below(6));
    auto number = [](llvm::Constant* constant) { return llvm::cast<llvm::ConstantInt>(constant)->getSExtValue(); };
    trace_.emplace_back(number(arguments[0]), number(arguments[1]));
    if (trace_.size() >= length_) evaluator_.max_steps = 0;
    return nullptr;
  }

  Dice dice_;
  std::size_t length_;
  KernelIr kernel_;
  Evaluator evaluator_;
  Trace trace_;
};

struct Enclosing {
  TreeNode::Kind kind;
  int label;
};

std::string FindIllegal(const TreeSequence& sequence, std::vector<Enclosing>& open, std::set<const llvm::BasicBlock*>& blocks, int flags) {
  using Kind = TreeNode::Kind;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    const TreeNode& node = sequence[i];
    const std::string name = " of label " + std::to_string(node.label);
    auto is_loop = [](const Enclosing& e) { return e.kind == Kind::kLoop; };
    const auto loop = std::find_if(open.rbegin(), open.rend(), is_loop);
    const bool is_innermost_loop = loop != open.rend() && loop->label == node.label;
    switch (node.kind) {
      case Kind::kBlock:
        if (!blocks.insert(node.block).second) return "a block stands twice in the tree";
        break;
      case Kind::kBreak:
        if (open.empty() || (open.back().label != node.label && !is_innermost_loop)) return "a break out of several constructs" + name;
        break;
      case Kind::kContinue:
        if (!is_innermost_loop) return "a continue of an outer loop" + name;
        break;
      case Kind::kIf:
        if (node.arms.size() != 2) return "an if without two arms";
        if ((node.flag >= 0) == (node.condition != nullptr)) return "an if needs a condition or a flag";
        break;
      case Kind::kSwitch:
        if (node.arms.size() != node.cases.size()) return "a switch whose arms have no cases";
        break;
      default: break;
    }
    if (node.flag >= flags) return "a flag that is not counted";
    const bool leaves = node.kind == Kind::kBreak || node.kind == Kind::kContinue || node.kind == Kind::kReturn;
    if (leaves && i + 1 != sequence.size()) return "code behind an exit";
    const bool encloses = node.kind == Kind::kLoop || node.kind == Kind::kSwitch || node.kind == Kind::kScope;
    for (std::size_t arm = 0; arm < node.arms.size(); ++arm) {
      if (node.kind == Kind::kLoop && arm == 1) {
        for (const TreeNode& step : node.arms[1]) {
          if (step.kind != Kind::kBlock && step.kind != Kind::kCopies) return "the continuing part of a loop branches";
        }
      }
      if (encloses) open.push_back({node.kind, node.label});
      std::string problem = FindIllegal(node.arms[arm], open, blocks, flags);
      if (encloses) open.pop_back();
      if (!problem.empty()) return problem;
    }
  }
  return {};
}

}  // namespace

std::unique_ptr<llvm::Module> MakeCfg(llvm::LLVMContext& context, const RandomCfg& shape) {
  Dice dice(shape.seed);
  const Edges edges = RandomEdges(dice, shape);
  const std::set<unsigned> reached = Reachable(edges);
  auto module = std::make_unique<llvm::Module>("cfg", context);
  llvm::IRBuilder<> b(context);
  auto* function = llvm::Function::Create(llvm::FunctionType::get(b.getVoidTy(), false), llvm::Function::ExternalLinkage, "k", *module);
  llvm::FunctionCallee visit = module->getOrInsertFunction("visit", b.getVoidTy(), b.getInt32Ty(), b.getInt32Ty());
  std::vector<llvm::BasicBlock*> blocks(edges.size());
  for (unsigned i : reached) blocks[i] = llvm::BasicBlock::Create(context, "b" + std::to_string(i), function);
  std::vector<llvm::PHINode*> phis;
  for (unsigned i : reached) {
    b.SetInsertPoint(blocks[i]);
    const auto edge_count = std::count_if(reached.begin(), reached.end(), [&](unsigned from) { return llvm::is_contained(edges[from], i); });
    llvm::PHINode* phi = edge_count > 1 ? b.CreatePHI(b.getInt32Ty(), 2) : nullptr;
    if (phi) phis.push_back(phi);
    b.CreateCall(visit, {b.getInt32(i), phi ? static_cast<llvm::Value*>(phi) : b.getInt32(0)});
    AddTerminator(b, *module, edges[i], blocks);
  }
  FillPhis(dice, *function, phis);
  return module;
}

std::optional<Trace> TraceOf(llvm::Function& function, std::uint32_t seed, std::size_t length) {
  return Recorder(function, seed, length).Run();
}

std::optional<Trace> TraceOf(llvm::Function& function, const StructuredTree& tree, std::uint32_t seed, std::size_t length) {
  return Recorder(function, seed, length).Run(tree);
}

std::string FindIllegalExit(const StructuredTree& tree) {
  std::vector<Enclosing> open;
  std::set<const llvm::BasicBlock*> blocks;
  return FindIllegal(tree.root, open, blocks, tree.flag_count);
}

}  // namespace kiln::translator::testing
