// Accesses through device addresses: what pointers into buffers are in physical addressing.
//
// Each access becomes one along a view of the address object, whose path is the address: a scalar or a vector of up to four,
// aligned as SPIR-V demands (to its scalar at least), or as the type (TargetProfile::natural_alignment). Longer vectors and packed values are taken apart.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_PHYSICAL_MEMORY_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_PHYSICAL_MEMORY_H_

#include <map>

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "kiln/translator/target_profile.h"
#include "translator/ir/kernel_ir.h"
#include "translator/ir/memory_ops.h"

namespace kiln::translator {

class PhysicalMemory {
 public:
  PhysicalMemory(const TargetProfile& profile, KernelIr& kernel)
      : kernel_(kernel),
        layout_(kernel.function->getParent()->getDataLayout()),
        splits_vectors_(profile.natural_alignment) {}

  // The address, an i64, that the host passes for a pointer argument; computed once, at the kernel's entry.
  llvm::Value* AddressOf(const llvm::Argument& argument);
  // The access at the builder's place; `op.object` and `op.offset` are not looked at. Null for stores.
  llvm::Value* Access(llvm::IRBuilderBase& builder, const MemoryOp& op, llvm::Value* address);

 private:
  llvm::Value* AccessVector(llvm::IRBuilderBase& builder, const MemoryOp& op, llvm::Value* address, unsigned width);
  llvm::Value* AccessPieces(llvm::IRBuilderBase& builder, const MemoryOp& op, llvm::Value* address);
  llvm::Value* AccessWhole(llvm::IRBuilderBase& builder, const MemoryOp& op, llvm::Value* address);
  unsigned ViewOf(llvm::Type* type, std::uint64_t alignment);

  KernelIr& kernel_;
  const llvm::DataLayout& layout_;
  const bool splits_vectors_;  // that lie less aligned than their type
  std::map<unsigned, llvm::Value*> addresses_;                         // by argument
  std::map<std::pair<llvm::Type*, std::uint64_t>, unsigned> views_;
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_PHYSICAL_MEMORY_H_
