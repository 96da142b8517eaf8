// Simplify: LLVM's own passes in the selection and order that suits source-shaped output.
//
// Why: promotion to registers removes the front end's stack slots; folding and common subexpressions keep texts short. What
// changes the shape of control flow (loop rotation, unrolling, jump threading, if-conversion) stays out: drivers do that
// themselves, and readers of the texts do not want it.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_SIMPLIFY_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_SIMPLIFY_H_

#include "llvm/IR/Function.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// Before the memory passes: pointers are still pointers.
void SimplifySource(PassContext& context, llvm::Function& function);
// What the source asks of the compiler about its own knowledge (__builtin_constant_p, __builtin_object_size) is answered now.
void AnswerConstantQueries(llvm::Function& function);
// After them: values only.
void SimplifyLowered(llvm::Function& function);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_SIMPLIFY_H_
