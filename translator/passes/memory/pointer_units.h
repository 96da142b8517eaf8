// The unit in bytes in which a pointer that is merged (phi, select) counts its offset, so that indices stay in elements.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_POINTER_UNITS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_POINTER_UNITS_H_

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"

namespace kiln::translator {

// True for instructions whose pointer is their operand's, to the byte.
bool PassesPointerOn(const llvm::Instruction& instruction);

class PointerUnits {
 public:
  explicit PointerUnits(llvm::Function& function);

  // The greatest number that divides the offsets of all pointers that meet in `merge`; 1 when all are zero.
  std::int64_t Of(const llvm::Instruction& merge) const { return units_.lookup(&merge); }
  // The pointer phis, in the order of the function.
  llvm::ArrayRef<llvm::PHINode*> phis() const { return phis_; }

 private:
  std::int64_t GranularityOf(const llvm::Value* pointer) const;
  std::int64_t GranularityOf(const llvm::GEPOperator& gep) const;

  const llvm::DataLayout& layout_;
  llvm::DenseMap<const llvm::Value*, std::int64_t> units_;
  llvm::SmallVector<llvm::PHINode*, 8> phis_;
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_POINTER_UNITS_H_
