// Memory as words: what lies at a byte offset, read and written through aligned i32 accesses.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_WORD_MEMORY_H_
#define KILN_TRANSLATOR_PASSES_TYPES_WORD_MEMORY_H_

#include "llvm/IR/IRBuilder.h"
#include "translator/ir/kernel_ir.h"
#include "translator/ir/memory_ops.h"

namespace kiln::translator {

// The same object, some bytes further on.
MemoryOp At(const MemoryOp& op, unsigned bytes);

class WordMemory {
 public:
  WordMemory(llvm::IRBuilderBase& builder, const KernelIr& kernel) : b_(builder), kernel_(kernel) {}

  // `bits` of 8, 16 or 32 at the place that `op` names (its object, offset, alignment), as an i32 with zeros above.
  llvm::Value* Load(const MemoryOp& op, unsigned bits);
  // Writes the lowest `bits` of an i32; the others must be zero.
  void Store(const MemoryOp& op, unsigned bits, llvm::Value* value);

 private:
  // The word that holds a place, and the number of its first bit there.
  struct Place {
    MemoryOp word;
    llvm::Value* shift = nullptr;  // i32; null: bit 0
  };
  Place Find(const MemoryOp& op);

  llvm::IRBuilderBase& b_;
  const KernelIr& kernel_;
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_WORD_MEMORY_H_
