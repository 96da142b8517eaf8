// CheckProgramVariables: reports variables at program scope, and __local ones, that would not be what the source says.
//
// Why: a variable outside of kernels is a constant in the translation, which is right only while no kernel writes to it: then
// it would have to live on from launch to launch, in memory that no target gives a module. And Clang never runs the
// constructor of a __local variable, because every work-item would.
//   reported   int counter = 5; kernel void k() { counter++; }     extern constant int table[4]; ... table[i]
// Whether a variable is written is asked of all kernels of the source: a kernel that only reads sees what another wrote.
// Requires: nothing. Establishes: what is left of such variables is read-only and has a value.
// Tests: tests/golden/diagnostics.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_CHECK_PROGRAM_VARIABLES_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_CHECK_PROGRAM_VARIABLES_H_

#include "kiln/frontend/compile.h"
#include "llvm/IR/Module.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// `module` holds what the chosen kernels reach, before inlining; what it uses is reported there.
void CheckProgramVariables(PassContext& context, frontend::KernelModule& source, llvm::Module& module);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_CHECK_PROGRAM_VARIABLES_H_
