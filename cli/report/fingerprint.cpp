#include "cli/report/fingerprint.h"

#include <llvm/ADT/Hashing.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>

namespace kiln::cli::report {
namespace {

using llvm::hash_code;
using llvm::hash_combine;

// What setters change in an instruction that stays where it is; its operands and its type are the caller's.
hash_code Particulars(const llvm::Instruction& instruction) {
  if (const auto* compare = llvm::dyn_cast<llvm::CmpInst>(&instruction)) return hash_combine(compare->getPredicate());
  if (const auto* load = llvm::dyn_cast<llvm::LoadInst>(&instruction)) {
    return hash_combine(load->getAlign().value(), load->isVolatile(), static_cast<int>(load->getOrdering()),
                        load->getSyncScopeID());
  }
  if (const auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction)) {
    return hash_combine(store->getAlign().value(), store->isVolatile(), static_cast<int>(store->getOrdering()),
                        store->getSyncScopeID());
  }
  if (const auto* variable = llvm::dyn_cast<llvm::AllocaInst>(&instruction)) {
    return hash_combine(variable->getAllocatedType(), variable->getAlign().value());
  }
  if (const auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction)) {
    return hash_combine(call->getAttributes().getRawPointer(), call->getFunctionType(), call->getCallingConv(),
                        static_cast<int>(call->getTailCallKind()));
  }
  if (const auto* address = llvm::dyn_cast<llvm::GetElementPtrInst>(&instruction)) {
    return hash_combine(address->getSourceElementType());
  }
  if (const auto* shuffle = llvm::dyn_cast<llvm::ShuffleVectorInst>(&instruction)) {
    const auto mask = shuffle->getShuffleMask();
    return llvm::hash_combine_range(mask.begin(), mask.end());
  }
  if (const auto* update = llvm::dyn_cast<llvm::AtomicRMWInst>(&instruction)) {
    return hash_combine(static_cast<int>(update->getOperation()), static_cast<int>(update->getOrdering()),
                        update->getAlign().value(), update->isVolatile(), update->getSyncScopeID());
  }
  if (const auto* exchange = llvm::dyn_cast<llvm::AtomicCmpXchgInst>(&instruction)) {
    return hash_combine(static_cast<int>(exchange->getSuccessOrdering()),
                        static_cast<int>(exchange->getFailureOrdering()), exchange->getAlign().value(),
                        exchange->isVolatile(), exchange->isWeak(), exchange->getSyncScopeID());
  }
  if (const auto* phi = llvm::dyn_cast<llvm::PHINode>(&instruction)) {
    return llvm::hash_combine_range(phi->block_begin(), phi->block_end());
  }
  return hash_code(0);
}

hash_code OfInstruction(const llvm::Instruction& instruction) {
  hash_code operands(0);
  for (const llvm::Use& use : instruction.operands()) operands = hash_combine(operands, use.get());
  return hash_combine(&instruction, instruction.getOpcode(), instruction.getType(), instruction.getName(),
                      instruction.getRawSubclassOptionalData(), operands, Particulars(instruction));
}

}  // namespace

std::size_t Fingerprint(const llvm::Module& module) {
  hash_code hash(0);
  for (const llvm::GlobalVariable& variable : module.globals()) {
    hash = hash_combine(hash, &variable, variable.getName(),
                        variable.hasInitializer() ? variable.getInitializer() : nullptr, variable.getLinkage(),
                        variable.isConstant(), variable.getAlign().valueOrOne().value());
  }
  for (const llvm::Function& function : module) {
    hash = hash_combine(hash, &function, function.getName(), function.getAttributes().getRawPointer(),
                        function.getLinkage(), function.getCallingConv());
    for (const llvm::Argument& argument : function.args()) hash = hash_combine(hash, argument.getName());
    for (const llvm::BasicBlock& block : function) {
      hash = hash_combine(hash, &block, block.getName());
      for (const llvm::Instruction& instruction : block) hash = hash_combine(hash, OfInstruction(instruction));
    }
  }
  return hash;
}

}  // namespace kiln::cli::report
