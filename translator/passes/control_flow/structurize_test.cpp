#include "translator/passes/control_flow/structurize.h"

#include <gtest/gtest.h>

#include <set>

#include "llvm/Analysis/CycleAnalysis.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/passes/control_flow/sink_increments.h"
#include "translator/testing/random_cfg.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::FindIllegalExit;
using testing::ParseIr;
using testing::TraceOf;
using Kind = TreeNode::Kind;

// The tree in one line: blocks by name, `if(a|b)`, `loop{body;continuing}`, `scope{...}`, `break`, `continue`, ...
std::string Sketch(const TreeSequence& sequence) {
  std::string text;
  auto add = [&](const std::string& word) { text += (text.empty() ? "" : " ") + word; };
  for (const TreeNode& node : sequence) {
    std::vector<std::string> arms;
    for (const TreeSequence& arm : node.arms) arms.push_back(Sketch(arm));
    switch (node.kind) {
      case Kind::kBlock:
        add(node.block->getName().str());
        break;
      case Kind::kCopies:
        add("copies");
        break;
      case Kind::kIf:
        add((node.flag >= 0 ? "iff(" : "if(") + arms[0] + "|" + arms[1] + ")");
        break;
      case Kind::kSwitch: {
        std::string cases;
        for (std::size_t i = 0; i < arms.size(); ++i) {
          cases += i ? "|" : "";
          for (llvm::ConstantInt* value : node.cases[i]) cases += std::to_string(value->getSExtValue()) + ":";
          cases += arms[i];
        }
        add("switch(" + cases + ")");
        break;
      }
      case Kind::kLoop:
        add("loop{" + arms[0] + ";" + arms[1] + "}");
        break;
      case Kind::kScope:
        add("scope{" + arms[0] + "}");
        break;
      case Kind::kBreak:
        add("break");
        break;
      case Kind::kContinue:
        add("continue");
        break;
      case Kind::kSetFlag:
        add(node.flag_value ? "set" : "clear");
        break;
      case Kind::kReturn:
        add("return");
        break;
    }
  }
  return text;
}

class Structurizing : public ::testing::Test {
 protected:
  // The body of void @k(i1 %c, i1 %d, i1 %e, i32 %n); @f is any effect.
  StructuredTree Tree(const std::string& body) {
    module_ = ParseIr(context_, "declare void @f(i32)\ndefine void @k(i1 %c, i1 %d, i1 %e, i32 %n) {\n" + body + "}\n");
    if (!module_) return {};
    StructuredTree tree = Structurize(*module_->getFunction("k"));
    EXPECT_EQ(FindIllegalExit(tree), "");
    return tree;
  }

  llvm::LLVMContext context_;
  std::unique_ptr<llvm::Module> module_;
};

TEST_F(Structurizing, StraightLineHasNoConstructs) {
  const StructuredTree tree =
      Tree("entry: call void @f(i32 0)\n br label %next\nnext: call void @f(i32 1)\n ret void\n");
  EXPECT_EQ(Sketch(tree.root), "entry next");
  EXPECT_EQ(tree.flag_count, 0);
}

TEST_F(Structurizing, IfElseIsOneSelectionFollowedByItsMerge) {
  const StructuredTree tree = Tree(R"(
entry: br i1 %c, label %a, label %b
a: call void @f(i32 1)
  br label %m
b: call void @f(i32 2)
  br label %m
m: call void @f(i32 3)
  ret void
)");
  EXPECT_EQ(Sketch(tree.root), "entry if(a|b) m");
  EXPECT_EQ(tree.root[1].condition, module_->getFunction("k")->getArg(0));
}

TEST_F(Structurizing, IfWithoutElseHasAnEmptyArm) {
  const StructuredTree tree = Tree(R"(
entry: br i1 %c, label %m, label %b
b: call void @f(i32 2)
  br label %m
m: call void @f(i32 3)
  ret void
)");
  EXPECT_EQ(Sketch(tree.root), "entry if(|b) m");
}

// `count` conditional returns in a row, with an effect after each.
std::string Guards(int count) {
  std::string body = "entry: br i1 %c, label %out, label %g1\n";
  for (int i = 1; i <= count; ++i) {
    const std::string next = i == count ? "last" : "g" + std::to_string(i + 1);
    body += "g" + std::to_string(i) + ": call void @f(i32 " + std::to_string(i) + ")\n br i1 %d, label %out, label %" +
            next + "\n";
  }
  return body + "last: call void @f(i32 0)\n br label %out\nout: ret void\n";
}

TEST_F(Structurizing, AFewConditionalReturnsNestWhatFollows) {
  EXPECT_EQ(Sketch(Tree(Guards(1)).root), "entry if(|g1 if(|last))");
}

TEST_F(Structurizing, ManyConditionalReturnsStandInARow) {
  EXPECT_EQ(
      Sketch(Tree(Guards(7)).root),
      "entry if(return|) g1 if(return|) g2 if(return|) g3 if(return|) g4 if(return|) g5 if(return|) g6 if(return|) "
      "g7 if(return|) last");
}

TEST_F(Structurizing, PhisBecomeCopiesOnTheEdgesThatReachThem) {
  const StructuredTree tree = Tree(R"(
entry: br i1 %c, label %a, label %m
a: call void @f(i32 1)
  br label %m
m: %v = phi i32 [ 1, %entry ], [ 2, %a ]
  call void @f(i32 %v)
  ret void
)");
  ASSERT_EQ(Sketch(tree.root), "entry if(a copies|copies) m");
  const TreeNode& copies = tree.root[1].arms[0][1];
  EXPECT_EQ(copies.block->getName(), "a");
  ASSERT_EQ(copies.phis.size(), 1u);
  EXPECT_EQ(copies.phis[0]->getName(), "v");
}

TEST_F(Structurizing, WhileLoopBreaksAtItsCondition) {
  const StructuredTree tree = Tree(R"(
entry: br label %head
head: br i1 %c, label %body, label %end
body: call void @f(i32 1)
  br label %head
end: call void @f(i32 2)
  ret void
)");
  EXPECT_EQ(Sketch(tree.root), "entry loop{head if(body|break);} end");
  EXPECT_EQ(tree.flag_count, 0);
}

TEST_F(Structurizing, BreakAndContinueOfOneLoopCostNoFlag) {
  const StructuredTree tree = Tree(R"(
entry: br label %head
head: br i1 %c, label %body, label %end
body: br i1 %d, label %end, label %more
more: br i1 %e, label %latch, label %rest
rest: call void @f(i32 1)
  br label %latch
latch: call void @f(i32 2)
  br label %head
end: call void @f(i32 3)
  ret void
)");
  EXPECT_EQ(tree.flag_count, 0);
  EXPECT_EQ(Sketch(tree.root), "entry loop{head if(body if(break|more if(|rest) latch)|break);} end");
}

TEST_F(Structurizing, EarlyContinueGoesToTheContinuingPart) {
  const StructuredTree tree = Tree(R"(
entry: br label %head
head: br i1 %c, label %latch, label %body
body: call void @f(i32 9)
  br i1 %d, label %end, label %latch
latch: call void @f(i32 2)
  br label %head
end: call void @f(i32 3)
  ret void
)");
  EXPECT_EQ(tree.flag_count, 0);
  EXPECT_EQ(Sketch(tree.root), "entry loop{head if(|body if(break|));latch} end");
}

TEST_F(Structurizing, ShortCircuitConditionsShareTheirTargetsOnce) {
  // if (c && d) a; else b;
  const StructuredTree tree = Tree(R"(
entry: br i1 %c, label %and, label %b
and: call void @f(i32 0)
  br i1 %d, label %a, label %b
a: call void @f(i32 1)
  br label %m
b: call void @f(i32 2)
  br label %m
m: call void @f(i32 3)
  ret void
)");
  EXPECT_EQ(Sketch(tree.root), "scope{entry if(and if(a break|)|) b} m");
  EXPECT_EQ(tree.flag_count, 0);
}

TEST_F(Structurizing, LeavingTwoLoopsAtOnceCostsAFlag) {
  const StructuredTree tree = Tree(R"(
entry: br label %outer
outer: call void @f(i32 0)
  br i1 %c, label %inner, label %end
inner: call void @f(i32 1)
  br i1 %d, label %body, label %next
body: call void @f(i32 2)
  br i1 %e, label %end, label %inner
next: call void @f(i32 3)
  br label %outer
end: call void @f(i32 4)
  ret void
)");
  EXPECT_EQ(tree.flag_count, 1) << Sketch(tree.root);
  EXPECT_NE(Sketch(tree.root).find("iff("), std::string::npos) << Sketch(tree.root);
}

TEST_F(Structurizing, ReturnFromNestedLoopsCostsNoFlag) {
  const StructuredTree tree = Tree(R"(
entry: br label %outer
outer: call void @f(i32 0)
  br i1 %c, label %inner, label %end
inner: call void @f(i32 1)
  br i1 %d, label %body, label %next
body: call void @f(i32 2)
  br i1 %e, label %gone, label %inner
gone: ret void
next: call void @f(i32 3)
  br label %outer
end: call void @f(i32 4)
  ret void
)");
  EXPECT_EQ(tree.flag_count, 0);
  EXPECT_NE(Sketch(tree.root).find("return"), std::string::npos) << Sketch(tree.root);
}

TEST_F(Structurizing, SwitchHasOneArmPerTargetWithAllItsCases) {
  const StructuredTree tree = Tree(R"(
entry: switch i32 %n, label %other [ i32 1, label %a
    i32 2, label %b
    i32 3, label %a ]
a: call void @f(i32 1)
  br label %m
b: call void @f(i32 2)
  br label %m
other: call void @f(i32 9)
  br label %m
m: call void @f(i32 3)
  ret void
)");
  EXPECT_EQ(Sketch(tree.root), "entry switch(other|1:3:a|2:b) m");
  EXPECT_EQ(tree.flag_count, 0);
}

TEST_F(Structurizing, SwitchCaseMayContinueTheLoopAroundIt) {
  const StructuredTree tree = Tree(R"(
entry: br label %head
head: switch i32 %n, label %m [ i32 1, label %a
    i32 2, label %end ]
a: call void @f(i32 1)
  br label %head
m: call void @f(i32 3)
  br label %head
end: call void @f(i32 4)
  ret void
)");
  EXPECT_NE(Sketch(tree.root).find("loop{head switch("), std::string::npos) << Sketch(tree.root);
}

// ---- SinkIncrements.

constexpr const char* kCountingLoop = R"(
declare void @f(i32)
define void @k(i32 %n) {
entry: br label %head
head: %i = phi i32 [ 0, %entry ], [ %next, %body ]
  %c = icmp slt i32 %i, %n
  br i1 %c, label %body, label %end
body: %next = add i32 %i, 1
  call void @f(i32 %i)
  br label %head
end: call void @f(i32 77)
  ret void
}
)";

TEST(SinkIncrements, GivesTheStepItsOwnBlockWhichBecomesTheContinuingPart) {
  llvm::LLVMContext context;
  auto module = ParseIr(context, kCountingLoop);
  llvm::Function& function = *module->getFunction("k");
  SinkIncrements(function);
  ASSERT_FALSE(llvm::verifyFunction(function, &llvm::errs()));
  llvm::BasicBlock* step = nullptr;
  for (llvm::BasicBlock& block : function) {
    if (&block != &function.getEntryBlock() && IsStepBlock(block)) step = &block;
  }
  ASSERT_NE(step, nullptr);
  EXPECT_EQ(step->front().getOpcode(), llvm::Instruction::Add);
  const StructuredTree tree = Structurize(function);
  ASSERT_EQ(FindIllegalExit(tree), "");
  const auto loop =
      std::find_if(tree.root.begin(), tree.root.end(), [](const TreeNode& node) { return node.kind == Kind::kLoop; });
  ASSERT_NE(loop, tree.root.end());
  ASSERT_EQ(loop->arms[1].size(), 2u);
  EXPECT_EQ(loop->arms[1][0].block, step);
  EXPECT_EQ(loop->arms[1][1].kind, Kind::kCopies);
}

TEST(SinkIncrements, LeavesAStepAloneThatIsUsedElsewhere) {
  llvm::LLVMContext context;
  auto module = ParseIr(context, R"(
declare void @f(i32)
define void @k(i32 %n) {
entry: br label %body
body: %i = phi i32 [ 0, %entry ], [ %next, %body ]
  %next = add i32 %i, 1
  call void @f(i32 %next)
  %c = icmp slt i32 %next, %n
  br i1 %c, label %body, label %end
end: ret void
}
)");
  llvm::Function& function = *module->getFunction("k");
  SinkIncrements(function);
  EXPECT_EQ(function.size(), 3u);
}

// ---- Random graphs.

bool IsReducible(llvm::Function& function) {
  llvm::CycleInfo cycles;
  cycles.compute(function);
  std::vector<const llvm::Cycle*> open(cycles.toplevel_begin(), cycles.toplevel_end());
  while (!open.empty()) {
    const llvm::Cycle* cycle = open.back();
    open.pop_back();
    if (!cycle->isReducible()) return false;
    open.insert(open.end(), cycle->child_begin(), cycle->child_end());
  }
  return true;
}

void ExpectSameTraces(llvm::Function& function, const StructuredTree& tree, const std::vector<testing::Trace>& before) {
  for (std::uint32_t decisions = 0; decisions < before.size(); ++decisions) {
    const auto after = TraceOf(function, tree, decisions);
    ASSERT_TRUE(after);
    ASSERT_EQ(before[decisions], *after) << "decisions " << decisions;
  }
}

std::string Print(const llvm::Module& module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream, nullptr);
  return text;
}

// The way of every kernel: graph -> reducible graph -> tree. Traces of the graph and of the tree must agree.
void CheckGraph(const testing::RandomCfg& shape) {
  llvm::LLVMContext context;
  auto module = testing::MakeCfg(context, shape);
  llvm::Function& function = *module->getFunction("k");
  std::string problem;
  llvm::raw_string_ostream stream(problem);
  ASSERT_FALSE(llvm::verifyFunction(function, &stream)) << problem;
  const std::string text = Print(*module);
  SCOPED_TRACE("seed " + std::to_string(shape.seed) + ", " + std::to_string(shape.blocks) + " blocks\n" + text);
  std::vector<testing::Trace> before;
  for (std::uint32_t decisions = 0; decisions < 8; ++decisions) {
    auto trace = TraceOf(function, decisions);
    ASSERT_TRUE(trace);
    before.push_back(std::move(*trace));
  }
  ASSERT_TRUE(!shape.reducible || IsReducible(function));
  MakeReducible(function);
  ASSERT_FALSE(llvm::verifyFunction(function, &stream)) << problem;
  ASSERT_TRUE(IsReducible(function));
  ASSERT_TRUE(!shape.reducible || Print(*module) == text) << "a reducible graph was changed";
  SinkIncrements(function);
  const StructuredTree tree = Structurize(function);
  ASSERT_EQ(FindIllegalExit(tree), "") << Sketch(tree.root);
  SCOPED_TRACE(Sketch(tree.root));
  ExpectSameTraces(function, tree, before);
}

class RandomGraphs : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomGraphs, ReducibleOnesKeepTheirTraces) {
  for (std::uint32_t seed = 0; seed < 100 && !HasFatalFailure(); ++seed) {
    CheckGraph({.seed = seed, .blocks = GetParam()});
  }
}

TEST_P(RandomGraphs, IrreducibleOnesKeepTheirTraces) {
  for (std::uint32_t seed = 0; seed < 60 && !HasFatalFailure(); ++seed) {
    CheckGraph({.seed = seed, .blocks = GetParam(), .reducible = false, .has_switches = seed % 2 == 0});
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, RandomGraphs, ::testing::Values(5u, 9u, 16u, 40u, 120u));

}  // namespace
}  // namespace kiln::translator
