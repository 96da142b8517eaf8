// EvaluateConstructors: runs at compile time what C++ would run before the first kernel.
//
// Why: nothing runs before a kernel on any target, so an object at program scope must be a constant by then.
//   before   @a = global %A zeroinitializer; llvm.global_ctors: A::A(&a, 5)        after   @a = global %A { i32 5 }
// A constructor that needs what only a launch knows is a diagnostic; so is a static variable of a function whose first
// value is computed when control reaches it. Destructors at program scope are dropped: no kernel could see their effect.
// Requires: builtins resolved. Establishes: no llvm.global_ctors, no guard variables.
// Tests: evaluate_constructors_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_EVALUATE_CONSTRUCTORS_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_EVALUATE_CONSTRUCTORS_H_

#include <vector>

#include "llvm/IR/Module.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// The functions that initialize the module's program scope, in the order in which they run. They count among what the
// module needs until EvaluateConstructors has run.
std::vector<llvm::Function*> ProgramScopeConstructors(llvm::Module& module);

void EvaluateConstructors(PassContext& context, llvm::Module& module);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_EVALUATE_CONSTRUCTORS_H_
