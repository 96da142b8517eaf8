// InlineKernels: pulls every function into the kernels that call it and drops what no chosen kernel reaches.
//
// Why: a shader passes no pointers between functions, and objects are resolved per kernel.
// Requires: builtins resolved. Establishes: a kernel calls nothing but intrinsics and kiln operations.
// Tests: inline_kernels_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_INLINE_KERNELS_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_INLINE_KERNELS_H_

#include "llvm/IR/Module.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// Removes bodies that `kernels` do not reach, so that nothing is resolved or diagnosed for them.
void KeepOnly(llvm::Module& module, const std::vector<llvm::Function*>& kernels);
// Reports recursion and calls of functions without a body.
void InlineKernels(PassContext& context, const std::vector<llvm::Function*>& kernels);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_INLINE_KERNELS_H_
