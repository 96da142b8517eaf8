// DropUnreachableDefaults: where a switch names every value that its selector can have, its last case becomes the
// default.
//
// Why: LLVM proves such defaults unreachable and leaves a block of their own, which would be printed as a return: text
// that the source does not have, and an exit more for every switch, for each of which validators walk the whole kernel.
//   before   switch i32 %x [ 0 -> a, 1 -> b ], default unreachable       after   switch i32 %x [ 0 -> a ], default b
// Tests: drop_unreachable_defaults_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_DROP_UNREACHABLE_DEFAULTS_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_DROP_UNREACHABLE_DEFAULTS_H_

#include "llvm/IR/Function.h"

namespace kiln::translator {

void DropUnreachableDefaults(llvm::Function& function);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_DROP_UNREACHABLE_DEFAULTS_H_
