// Kiln's builtin library: OpenCL functions as LLVM bitcode, embedded at build time, linked function by function.
#ifndef KILN_TRANSLATOR_BUILTINS_LIBRARY_H_
#define KILN_TRANSLATOR_BUILTINS_LIBRARY_H_

#include <llvm/IR/Module.h>

#include "kiln/base/result.h"

namespace kiln::translator::builtins {

// Gives a body to every declared __kiln_* function of `module` and to what those call; each becomes internal and
// alwaysinline. Constant tables come along as internal variables in address space 2. Only bodies that are needed are
// read. kInternal when a declared __kiln_* function does not exist.
Status LinkLibrary(llvm::Module& module);

}  // namespace kiln::translator::builtins

#endif  // KILN_TRANSLATOR_BUILTINS_LIBRARY_H_
