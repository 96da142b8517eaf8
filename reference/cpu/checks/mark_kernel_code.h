// Which instructions do what the kernel says: its own, and those of the library that access memory by pointers that the
// kernel hands in. The latter's functions are inlined, so that each access has the line of the call.
#ifndef KILN_REFERENCE_CPU_CHECKS_MARK_KERNEL_CODE_H_
#define KILN_REFERENCE_CPU_CHECKS_MARK_KERNEL_CODE_H_

#include <set>
#include <string>

namespace llvm {
class AllocaInst;
class Instruction;
class Module;
}  // namespace llvm

namespace kiln::reference::cpu {

// `own`: the names of the functions that the source defines.
void MarkKernelCode(llvm::Module& module, const std::set<std::string>& own);

// After MarkKernelCode.
bool IsKernelCode(const llvm::Instruction& instruction);
bool IsLibraryVariable(const llvm::AllocaInst& variable);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_MARK_KERNEL_CODE_H_
