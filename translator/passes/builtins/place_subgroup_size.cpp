#include "translator/passes/builtins/place_subgroup_size.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Module.h>

namespace kiln::translator::builtins {

void PlaceSubgroupSize(llvm::Function& kernel) {
  llvm::SmallVector<llvm::CallInst*, 4> queries;
  for (llvm::Instruction& instruction : llvm::instructions(kernel)) {
    auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
    if (call && call->getCalledFunction() && call->getCalledFunction()->getName() == "kiln.subgroup.size") {
      queries.push_back(call);
    }
  }
  if (queries.empty()) return;
  llvm::IRBuilder<> builder(&kernel.getEntryBlock(), kernel.getEntryBlock().getFirstNonPHIOrDbgOrAlloca());
  auto* mask = llvm::FixedVectorType::get(builder.getInt32Ty(), 4);
  llvm::FunctionCallee ballot = kernel.getParent()->getOrInsertFunction("kiln.subgroup.ballot", mask, builder.getInt1Ty());
  auto* function = llvm::cast<llvm::Function>(ballot.getCallee());
  function->setDoesNotThrow();
  function->setWillReturn();
  function->setDoesNotAccessMemory();
  function->setConvergent();
  llvm::CallInst* present = builder.CreateCall(ballot, {builder.getTrue()});
  present->setConvergent();
  llvm::Value* size = nullptr;
  for (std::uint64_t i = 0; i < 4; ++i) {
    llvm::Value* count = builder.CreateUnaryIntrinsic(llvm::Intrinsic::ctpop, builder.CreateExtractElement(present, i));
    size = size == nullptr ? count : builder.CreateAdd(size, count);
  }
  for (llvm::CallInst* query : queries) {
    query->replaceAllUsesWith(size);
    query->eraseFromParent();
  }
}

}  // namespace kiln::translator::builtins
