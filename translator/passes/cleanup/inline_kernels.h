// InlineKernels: pulls every function into the kernels that call it and drops what no chosen kernel reaches.
//
// Why: a shader passes no pointers between functions, and objects are resolved per kernel.
// Functions are promoted to registers and simplified before they are copied into their callers.
// Requires: builtins resolved. Establishes: a kernel calls nothing but intrinsics, kiln operations and functions that
// stay functions (KeepFunctions); what came from the others has its source's names (NameValues). Tests:
// inline_kernels_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_INLINE_KERNELS_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_INLINE_KERNELS_H_

#include <memory>
#include <vector>

#include "llvm/IR/Module.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// A copy of the module without the bodies that `roots` do not reach: a program's headers may hold hundreds.
std::unique_ptr<llvm::Module> CloneReached(const llvm::Module& module, const std::vector<llvm::Function*>& roots);
// Removes bodies that `kernels` do not reach, so that nothing is resolved or diagnosed for them.
void KeepOnly(llvm::Module& module, const std::vector<llvm::Function*>& kernels);
enum class Functions { kInline, kKeepPlain };
// Reports recursion and calls of functions without a body. Returns the functions that stay functions, callees first.
std::vector<llvm::Function*> InlineKernels(PassContext& context, const std::vector<llvm::Function*>& kernels,
                                           Functions functions = Functions::kInline);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_INLINE_KERNELS_H_
