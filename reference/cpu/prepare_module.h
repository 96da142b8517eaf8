// The front end's module made ready for the machine: what OpenCL has and a C program has not.
#ifndef KILN_REFERENCE_CPU_PREPARE_MODULE_H_
#define KILN_REFERENCE_CPU_PREPARE_MODULE_H_

#include <cstdint>
#include <string>

#include "kiln/base/result.h"
#include "kiln/frontend/compile.h"

namespace llvm {
class Module;
}

namespace kiln::reference::cpu {

// The name of the entry of kernel `index`: void(void* const* arguments).
std::string EntryName(std::size_t index);

// Adds an entry for each kernel, gives functions the host's calling convention, and moves __local variables into a
// block that each work-group has its own of. The size of that block in bytes.
Result<std::uint64_t> PrepareModule(llvm::Module& module, const frontend::KernelModule& source);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_PREPARE_MODULE_H_
