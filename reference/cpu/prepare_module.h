// The front end's module made ready for the machine: what OpenCL has and a C program has not.
#ifndef KILN_REFERENCE_CPU_PREPARE_MODULE_H_
#define KILN_REFERENCE_CPU_PREPARE_MODULE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "kiln/base/result.h"
#include "kiln/frontend/compile.h"

namespace llvm {
class Module;
}

namespace kiln::reference::cpu {

// The name of the entry of kernel `index`: void(void* const* arguments).
std::string EntryName(std::size_t index);

// The block of __local variables, of which each work-group has its own.
struct LocalBlock {
  struct Variable {
    std::string name;  // in the source
    std::uint64_t offset = 0, size = 0;
  };
  std::uint64_t size = 0;
  std::vector<Variable> variables;
};

// Adds an entry for each kernel and gives functions the host's calling convention.
Status AddEntries(llvm::Module& module, const frontend::KernelModule& source);
// Moves __local variables into a block, `gap` bytes apart.
LocalBlock MoveLocalVariables(llvm::Module& module, const frontend::KernelModule& source, std::uint64_t gap);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_PREPARE_MODULE_H_
