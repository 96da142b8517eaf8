#include "translator/passes/cleanup/select_values.h"

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"

namespace kiln::translator {

namespace {

constexpr unsigned kMostValues = 2;

// Work that costs about as much as a branch would, and does no harm where its result is not wanted.
bool IsCheap(const llvm::Instruction& instruction) {
  if (auto* intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction)) {
    switch (intrinsic->getIntrinsicID()) {
      case llvm::Intrinsic::fshl:
      case llvm::Intrinsic::fshr:
      case llvm::Intrinsic::bswap:
      case llvm::Intrinsic::smax:
      case llvm::Intrinsic::smin:
      case llvm::Intrinsic::umax:
      case llvm::Intrinsic::umin:
        return true;
      default:
        return false;
    }
  }
  switch (instruction.getOpcode()) {
    case llvm::Instruction::ICmp:
    case llvm::Instruction::FCmp:
    case llvm::Instruction::Select:
    case llvm::Instruction::Freeze:
    case llvm::Instruction::Add:
    case llvm::Instruction::Sub:
    case llvm::Instruction::Shl:
    case llvm::Instruction::LShr:
    case llvm::Instruction::AShr:
    case llvm::Instruction::And:
    case llvm::Instruction::Or:
    case llvm::Instruction::Xor:
    case llvm::Instruction::Trunc:
    case llvm::Instruction::ZExt:
    case llvm::Instruction::SExt:
    case llvm::Instruction::FNeg:
    case llvm::Instruction::FAdd:
    case llvm::Instruction::FSub:
    case llvm::Instruction::FMul:
      return true;
    default:
      return false;
  }
}

// Where the way from `branch` along this successor ends if at most `most_work` cheap instructions lie on it; otherwise
// the successor itself.
llvm::BasicBlock* EndOf(const llvm::BranchInst& branch, unsigned successor, unsigned most_work) {
  llvm::BasicBlock* arm = branch.getSuccessor(successor);
  auto* exit = llvm::dyn_cast<llvm::BranchInst>(arm->getTerminator());
  if (!exit || exit->isConditional() || !arm->getSinglePredecessor()) return arm;
  if (arm->sizeWithoutDebug() > most_work + 1) return arm;
  for (const llvm::Instruction& instruction : *arm) {
    if (&instruction != exit && !IsCheap(instruction)) return arm;
  }
  return exit->getSuccessor(0);
}

bool ChoosesOnlyValues(const llvm::BranchInst& branch, const llvm::BasicBlock& merge) {
  unsigned count = 0;
  for (const llvm::PHINode& phi : merge.phis()) {
    if (++count > kMostValues || phi.getType()->isAggregateType()) return false;
  }
  // A loop keeps its one way back; a block without values is no choice.
  return count > 0 && &merge != branch.getParent();
}

void Select(llvm::BranchInst& branch, llvm::BasicBlock& merge) {
  llvm::BasicBlock* from = branch.getParent();
  llvm::BasicBlock* ways[2];
  for (unsigned i = 0; i < 2; ++i) ways[i] = branch.getSuccessor(i) == &merge ? from : branch.getSuccessor(i);
  for (llvm::BasicBlock* way : ways) {
    if (way == from) continue;
    for (llvm::Instruction& instruction : llvm::make_early_inc_range(*way)) {
      if (instruction.isTerminator()) break;
      instruction.dropUBImplyingAttrsAndMetadata();
      instruction.moveBefore(&branch);
    }
  }
  llvm::IRBuilder<> builder(&branch);
  for (llvm::PHINode& phi : merge.phis()) {
    llvm::Value* if_true = phi.getIncomingValueForBlock(ways[0]);
    llvm::Value* if_false = phi.getIncomingValueForBlock(ways[1]);
    llvm::Value* value =
        if_true == if_false ? if_true : builder.CreateSelect(branch.getCondition(), if_true, if_false, phi.getName());
    for (llvm::BasicBlock* way : ways) phi.removeIncomingValue(way, /*DeletePHIIfEmpty=*/false);
    phi.addIncoming(value, from);
  }
  builder.CreateBr(&merge);
  branch.eraseFromParent();
  for (llvm::BasicBlock* way : ways) {
    if (way != from) way->eraseFromParent();
  }
}

}  // namespace

bool SelectValues(llvm::Function& function, unsigned most_work) {
  // Inner choices come before those around them.
  llvm::SmallVector<llvm::BranchInst*, 32> branches;
  for (llvm::BasicBlock* block : llvm::post_order(&function.getEntryBlock())) {
    auto* branch = llvm::dyn_cast<llvm::BranchInst>(block->getTerminator());
    if (branch && branch->isConditional() && branch->getSuccessor(0) != branch->getSuccessor(1))
      branches.push_back(branch);
  }
  bool changed = false;
  for (llvm::BranchInst* branch : branches) {
    llvm::BasicBlock* merge = EndOf(*branch, 0, most_work);
    if (merge != EndOf(*branch, 1, most_work) || !ChoosesOnlyValues(*branch, *merge)) continue;
    Select(*branch, *merge);
    changed = true;
  }
  return changed;
}

}  // namespace kiln::translator
