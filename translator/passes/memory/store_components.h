// StoreComponents: a vector that is read, changed in some components and written back is written in those alone.
//
// Why: Clang makes `out[i].y = y` a load, an insertelement and a store of the whole vector. A work-item that writes
// `out[i].x` meanwhile would lose its value to that, and the text would not read like the source.
//   before   %v = load <2 x i32>, %p; %w = insertelement %v, %y, 1; store %w, %p      after   store i32 %y, %p + 4
// Requires: simplified. Tests: store_components_test.cpp, tests/language/memory/punning.cl.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_STORE_COMPONENTS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_STORE_COMPONENTS_H_

#include "llvm/IR/Function.h"

namespace kiln::translator {

void StoreComponents(llvm::Function& function);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_STORE_COMPONENTS_H_
