// CheckProgramVariables: reports variables at program scope, and __local ones, that would not be what the source says.
//
// Why: a variable that is only declared has no value and no memory; and Clang never runs the constructor of a __local
// variable, because every work-item would.
//   reported   extern constant int table[4]; ... table[i]
// Requires: nothing. Establishes: what is left of such variables is defined here.
// Tests: check_program_variables_test.cpp, tests/golden/diagnostics.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_CHECK_PROGRAM_VARIABLES_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_CHECK_PROGRAM_VARIABLES_H_

#include "kiln/frontend/compile.h"
#include "llvm/IR/Module.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// `module` holds what the chosen kernels reach, before inlining; what it uses is reported there. `source` names it.
void CheckProgramVariables(PassContext& context, frontend::KernelModule& source, llvm::Module& module);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_CHECK_PROGRAM_VARIABLES_H_
