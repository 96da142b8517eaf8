// Which variables outside of kernels are memory, and which only look so: those that nothing writes are constants.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_WRITTEN_VARIABLES_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_WRITTEN_VARIABLES_H_

#include <vector>

#include "kiln/frontend/compile.h"
#include "llvm/IR/Module.h"

namespace kiln::translator {

// The variables in global memory that some kernel of the source may write to, or hand out the address of, in the order
// of the module. What only constructors write to, which are evaluated, is none of them.
std::vector<const llvm::GlobalVariable*> WrittenVariables(frontend::KernelModule& source);

// C++ writes to such a variable, and to its guard, when control reaches it first: EvaluateConstructors speaks of that.
bool IsGuarded(const llvm::GlobalVariable& variable);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_WRITTEN_VARIABLES_H_
