// Atomic operations on memory that only one work-item sees.
//
// A generic pointer may be to private memory, which no atomic instruction of SPIR-V takes. There a plain load and store
// do the same, for nobody else is there.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_UNSHARED_ATOMICS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_UNSHARED_ATOMICS_H_

#include "llvm/IR/IRBuilder.h"
#include "translator/ir/memory_ops.h"

namespace kiln::translator {

// What `op` yields, made of plain accesses; null for a store. Plain accesses come out as they are.
llvm::Value* CreateUnshared(llvm::IRBuilderBase& builder, const MemoryOp& op);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_UNSHARED_ATOMICS_H_
