// SplitReturns: gives each return of a function its own `ret`, where the path to it ends.
//
// Why: Clang lets all returns meet in one block; structured, that costs a variable and a way out of every construct
// between.
//   before   a: br %r   b: br %r   r: %v = phi [1, %a], [2, %b]; ret %v        after   a: ret 1   b: ret 2
// Nothing changes for kernels, which return no value. Tests: keep_functions_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_SPLIT_RETURNS_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_SPLIT_RETURNS_H_

#include "llvm/IR/Function.h"

namespace kiln::translator {

void SplitReturns(llvm::Function& function);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_SPLIT_RETURNS_H_
