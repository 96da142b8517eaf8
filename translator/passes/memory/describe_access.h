// Loads, stores and atomics of LLVM as memory operations that still lack their place.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_DESCRIBE_ACCESS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_DESCRIBE_ACCESS_H_

#include <optional>

#include "translator/ir/memory_ops.h"

namespace kiln::translator {

struct DescribedAccess {
  llvm::Value* pointer;
  MemoryOp op;  // all but object and offset
};

// Nothing for instructions that are no load, store or atomicrmw.
std::optional<DescribedAccess> DescribeAccess(llvm::Instruction& instruction);
MemoryOp DescribeCompareExchange(llvm::AtomicCmpXchgInst& exchange);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_DESCRIBE_ACCESS_H_
