#include "translator/passes/memory/pointer_units.h"

#include <numeric>

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

namespace kiln::translator {

bool PassesPointerOn(const llvm::Instruction& instruction) {
  return llvm::isa<llvm::AddrSpaceCastInst, llvm::FreezeInst, llvm::BitCastInst>(instruction);
}

PointerUnits::PointerUnits(llvm::Function& function) : layout_(function.getParent()->getDataLayout()) {
  llvm::SmallVector<llvm::Instruction*, 16> merges;
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    if (!instruction.getType()->isPointerTy()) continue;
    if (!llvm::isa<llvm::PHINode, llvm::SelectInst>(instruction)) continue;
    merges.push_back(&instruction);
    if (auto* phi = llvm::dyn_cast<llvm::PHINode>(&instruction)) phis_.push_back(phi);
  }
  bool changed = true;
  while (changed) {
    changed = false;
    for (llvm::Instruction* merge : merges) {
      const unsigned first = llvm::isa<llvm::SelectInst>(merge) ? 1 : 0;
      std::int64_t unit = units_.lookup(merge);
      for (unsigned i = first; i < merge->getNumOperands(); ++i) unit = std::gcd(unit, GranularityOf(merge->getOperand(i)));
      if (unit == units_.lookup(merge)) continue;
      units_[merge] = unit;
      changed = true;
    }
  }
  for (llvm::Instruction* merge : merges) {
    if (units_.lookup(merge) == 0) units_[merge] = 1;
  }
}

std::int64_t PointerUnits::GranularityOf(const llvm::Value* pointer) const {
  if (auto* gep = llvm::dyn_cast<llvm::GEPOperator>(pointer)) {
    return std::gcd(GranularityOf(gep->getPointerOperand()), GranularityOf(*gep));
  }
  if (llvm::isa<llvm::PHINode, llvm::SelectInst>(pointer)) return units_.lookup(pointer);
  auto* instruction = llvm::dyn_cast<llvm::Instruction>(pointer);
  if (instruction && PassesPointerOn(*instruction)) return GranularityOf(instruction->getOperand(0));
  return llvm::isa<llvm::IntToPtrInst>(pointer) ? 1 : 0;
}

std::int64_t PointerUnits::GranularityOf(const llvm::GEPOperator& gep) const {
  llvm::MapVector<llvm::Value*, llvm::APInt> variable;
  llvm::APInt constant(layout_.getIndexTypeSizeInBits(gep.getType()), 0);
  gep.collectOffset(layout_, constant.getBitWidth(), variable, constant);
  std::int64_t result = std::abs(constant.getSExtValue());
  for (const auto& [value, scale] : variable) result = std::gcd(result, std::abs(scale.getSExtValue()));
  return result;
}

}  // namespace kiln::translator
