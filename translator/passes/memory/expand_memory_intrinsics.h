// ExpandMemoryIntrinsics: turns memcpy, memmove and memset into loads and stores, and gives by-value structs that the kernel
// writes to a private copy.
//
// Why: a shader has no block copy; a by-value struct lives in the read-only value block.
//   before   call void @llvm.memcpy(ptr %a, ptr %b, i32 8)     after   two i32 loads and stores, or a loop when it is long
// Requires: inlined. Establishes: no memory intrinsic, no store through a byval argument.
// Tests: expand_memory_intrinsics_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_EXPAND_MEMORY_INTRINSICS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_EXPAND_MEMORY_INTRINSICS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// Copies by-value structs that are written to. Runs before promotion to registers, which removes most copies again.
void CopyWrittenStructs(PassContext& context, KernelIr& kernel);
void ExpandMemoryIntrinsics(PassContext& context, KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_EXPAND_MEMORY_INTRINSICS_H_
