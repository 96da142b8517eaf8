// The library of builtins (library/*.cl) as LLVM IR.
#ifndef KILN_REFERENCE_CPU_LIBRARY_H_
#define KILN_REFERENCE_CPU_LIBRARY_H_

#include "kiln/base/result.h"

namespace llvm {
class Module;
}

namespace kiln::reference::cpu {

// Adds what the module calls. kUnsupported with the names of what is still missing, but for functions of the host.
Status LinkLibrary(llvm::Module& module);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_LIBRARY_H_
