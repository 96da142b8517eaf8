// The memory objects of a kernel and which of them each pointer may point into.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_COLLECT_OBJECTS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_COLLECT_OBJECTS_H_

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// The object number of a null pointer.
inline constexpr unsigned kNullObject = ~0u;

// The variables whose addresses stand in an initializer.
llvm::SmallVector<const llvm::GlobalVariable*, 4> GlobalsIn(const llvm::Constant& initializer);

class PointsTo {
 public:
  // Fills kernel.objects (and kernel.address_object, when the kernel uses physical addressing) from arguments, allocas and global variables, and solves for every pointer in the function.
  // Reports pointers that have no object: made from numbers, or kept where others than the kernel see them.
  static PointsTo Compute(PassContext& context, KernelIr& kernel, const std::vector<frontend::GlobalVariable>& globals);

  // Sorted; empty for undef and for pointers in dead code.
  llvm::ArrayRef<unsigned> Objects(const llvm::Value* pointer) const;
  // Whether a generic pointer into `object` is one into the address space `space`. Null is in none.
  bool IsInSpace(unsigned object, unsigned space) const;

 private:
  static PointsTo Solve(PassContext& context, KernelIr& kernel, const std::vector<frontend::GlobalVariable>& globals);
  // The first access or cast that only physical addressing can express, and what to say of it; null for none.
  const llvm::Instruction* FindUnknown(const KernelIr& kernel, std::string& message) const;
  // True if that taught `into` an object; only those that `is_wanted` says, where it is given.
  bool Merge(const llvm::Value* into, const llvm::Value* from, llvm::function_ref<bool(unsigned)> is_wanted = nullptr);

  llvm::DenseMap<const llvm::Value*, llvm::SmallVector<unsigned, 2>> objects_;
  std::vector<unsigned> spaces_;  // the address space of each object
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_COLLECT_OBJECTS_H_
