#include "translator/passes/builtins/place_subgroup_size.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Module.h>

#include "translator/ir/pure_call.h"

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
  llvm::CallInst* present = CallPure(builder, "kiln.subgroup.ballot", mask, {builder.getTrue()});
  present->getCalledFunction()->setConvergent();
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
