// Runs a part of the translation on a thread of its own with a large stack.
//
// Why: LLVM, the emitters and SPIRV-Cross recurse over nested statements and expressions, and a kernel of 5,000 lines is
// nested deeper than the 8 MiB of a usual stack hold. Only pages that are touched cost memory.
#ifndef KILN_TRANSLATOR_LARGE_STACK_H_
#define KILN_TRANSLATOR_LARGE_STACK_H_

#include "kiln/base/result.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace kiln::translator {

// kInternal when `work` crashed, where LLVM's crash recovery is on: the front end turns it on.
Status RunWithLargeStack(llvm::function_ref<void()> work);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_LARGE_STACK_H_
