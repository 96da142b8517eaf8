#include "translator/passes/control_flow/bound_nesting.h"

#include <gtest/gtest.h>

#include "llvm/IR/Verifier.h"
#include "llvm/Support/raw_ostream.h"
#include "translator/passes/control_flow/join_conditions.h"
#include "translator/passes/control_flow/structurize.h"
#include "translator/testing/random_cfg.h"
#include "translator/testing/test_kernel.h"

namespace kiln::translator {
namespace {

using testing::ParseIr;
using testing::TraceOf;

std::string Number(int value) {
  return std::to_string(value);
}

class BoundingNesting : public ::testing::Test {
 protected:
  llvm::Function& Parse(const std::string& body) {
    module_ = ParseIr(context_, "declare void @f(i32)\ndefine void @k(i32 %n) {\n" + body + "}\n");
    return *module_->getFunction("k");
  }

  static TreeSequence Tree(llvm::Function& function) {
    int label_count = 0;
    return BuildTree(function, label_count);
  }

  // How many nodes of the sequences leave, at most in one sequence: `if (..) break`, as well as `if (..) return`.
  static std::size_t MostExits(const TreeSequence& sequence) {
    std::size_t count = 0, most = 0;
    for (const TreeNode& node : sequence) {
      bool leaves = false;
      for (const TreeSequence& arm : node.arms) {
        most = std::max(most, MostExits(arm));
        leaves |= node.kind == TreeNode::Kind::kIf && !arm.empty() &&
                  (arm.back().kind == TreeNode::Kind::kBreak || arm.back().kind == TreeNode::Kind::kReturn);
      }
      count += leaves;
    }
    return std::max(count, most);
  }

  static bool IsValid(llvm::Function& function) { return !llvm::verifyFunction(function, &llvm::errs()); }

  llvm::LLVMContext context_;
  std::unique_ptr<llvm::Module> module_;
};

// if (n > 0) { f(0); if (n > 1) { ... } f(-1) }, the sum of what was passed handed on.
std::string Nest(int levels) {
  std::string text = "  br label %open0\n";
  for (int i = 0; i < levels; ++i) {
    const std::string n = Number(i);
    text += "open" + n + ":\n  %c" + n + " = icmp sgt i32 %n, " + n + "\n  br i1 %c" + n + ", label %in" + n +
            ", label %close" + n + "\nin" + n + ":\n  call void @f(i32 " + n + ")\n  br label %open" + Number(i + 1) +
            "\n";
  }
  text += "open" + Number(levels) + ":\n  br label %done" + Number(levels - 1) + "\n";
  for (int i = levels - 1; i >= 0; --i) {
    const std::string n = Number(i);
    const std::string inner = i + 1 == levels ? "%n" : "%p" + Number(i + 1);
    text += "done" + n + ":\n  %s" + n + " = add i32 " + inner + ", " + n + "\n  call void @f(i32 %s" + n +
            ")\n  br label %close" + n + "\nclose" + n + ":\n  %p" + n + " = phi i32 [ 7, %open" + n + " ], [ %s" + n +
            ", %done" + n + " ]\n  br label %" + (i == 0 ? "out" : "done" + Number(i - 1)) + "\n";
  }
  return text + "out:\n  call void @f(i32 %p0)\n  ret void\n";
}

TEST_F(BoundingNesting, LeavesWhatPeopleWriteAlone) {
  llvm::Function& function = Parse(Nest(60));
  const std::size_t size = function.size();
  BoundNesting(function);
  EXPECT_EQ(NestingDepth(Tree(function)), 60);
  EXPECT_LE(function.size(), size + 1);
}

TEST_F(BoundingNesting, TakesOutWhatNestsTooDeep) {
  for (const int levels : {65, 200, 400}) {
    llvm::Function& function = Parse(Nest(levels));
    ASSERT_EQ(NestingDepth(Tree(function)), levels);
    BoundNesting(function);
    EXPECT_TRUE(IsValid(function));
    EXPECT_LE(NestingDepth(Tree(function)), NestingBounds().levels);
  }
}

TEST_F(BoundingNesting, RunsLongLaddersInStages) {
  std::string text = "  br label %step0\n";
  for (int i = 0; i < 500; ++i) {
    const std::string n = Number(i);
    text += "step" + n + ":\n  call void @f(i32 " + n + ")\n  %c" + n + " = icmp eq i32 %n, " + n + "\n  br i1 %c" + n +
            ", label %out" + ", label %step" + Number(i + 1) + "\n";
  }
  llvm::Function& function = Parse(text + "step500:\n  br label %out\nout:\n  call void @f(i32 -1)\n  ret void\n");
  EXPECT_GT(MostExits(Tree(function)), 400U);
  BoundNesting(function);
  EXPECT_TRUE(IsValid(function));
  EXPECT_LE(MostExits(Tree(function)), NestingBounds().exits);
  EXPECT_LE(NestingDepth(Tree(function)), NestingBounds().levels);
}

// Random graphs, bounded so tightly that much is cut, do what they did.
TEST_F(BoundingNesting, RandomGraphsKeepTheirTraces) {
  int changed = 0;
  for (std::uint32_t seed = 0; seed < 300 && !HasFatalFailure(); ++seed) {
    llvm::LLVMContext context;
    auto module = testing::MakeCfg(context, {.seed = seed, .blocks = 12 + seed % 60});
    llvm::Function& function = *module->getFunction("k");
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<testing::Trace> before;
    for (std::uint32_t decisions = 0; decisions < 8; ++decisions) {
      auto trace = TraceOf(function, decisions);
      ASSERT_TRUE(trace);
      before.push_back(std::move(*trace));
    }
    const std::size_t size = function.size();
    JoinConditions(function, 1 + seed % 7);
    ASSERT_TRUE(IsValid(function));
    BoundNesting(function, {.levels = 3, .levels_of_cut = 2, .exits = 3 + seed % 2, .exits_of_part = 1 + seed % 3});
    ASSERT_TRUE(IsValid(function));
    changed += function.size() > size + 2;
    const StructuredTree tree = Structurize(function);
    ASSERT_EQ(testing::FindIllegalExit(tree), "");
    for (std::uint32_t decisions = 0; decisions < before.size(); ++decisions) {
      const auto after = TraceOf(function, tree, decisions);
      ASSERT_TRUE(after);
      ASSERT_EQ(before[decisions], *after) << "decisions " << decisions;
    }
  }
  EXPECT_GT(changed, 100);
}

}  // namespace
}  // namespace kiln::translator
