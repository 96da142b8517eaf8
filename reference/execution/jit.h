// Modules as machine code in this process: what the executors of OpenCL C and of Metal texts share of ORC.
#ifndef KILN_REFERENCE_EXECUTION_JIT_H_
#define KILN_REFERENCE_EXECUTION_JIT_H_

#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/Support/CodeGen.h>

#include <memory>
#include <span>
#include <string_view>

#include "kiln/base/result.h"

namespace kiln::reference {

// A function of the host that code of a module may call by its name.
struct HostFunction {
  std::string_view name;
  const void* address;
};

// kInternal with "<what>: <LLVM's message>".
Error JitError(llvm::Error error, const char* what);

// A compiler for this processor. May be called from several threads.
Result<std::unique_ptr<llvm::orc::LLJIT>> MakeJit(llvm::CodeGenOptLevel level);
Status DefineHostFunctions(llvm::orc::LLJIT& jit, std::span<const HostFunction> functions);

// Clang gives kernels and their functions calling conventions of SPIR's; afterwards all have that of C.
void UseHostConvention(llvm::Module& module);

}  // namespace kiln::reference

#endif  // KILN_REFERENCE_EXECUTION_JIT_H_
