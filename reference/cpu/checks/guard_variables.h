// Surrounds variables with bytes that belong to none, and says at run time where they are:
//
//   %a = alloca [4 x i32]          %0 = alloca [272 x i8]
//                                  %a = getelementptr i8, ptr %0, i64 128
//                                  call void @kiln_check_enter(ptr %a, i64 16, i32 <name>)
//   ret void                       call void @kiln_check_leave(i32 1)
//                                  ret void
#ifndef KILN_REFERENCE_CPU_CHECKS_GUARD_VARIABLES_H_
#define KILN_REFERENCE_CPU_CHECKS_GUARD_VARIABLES_H_

#include <vector>

#include "reference/cpu/checks/tables.h"

namespace llvm {
class AllocaInst;
class Function;
class Module;
}  // namespace llvm

namespace kiln::reference::cpu {

// Variables of a function, and those of its parameters that lie in memory.
void GuardVariables(llvm::Function& function, const std::vector<llvm::AllocaInst*>& variables, TableWriter& tables);
// Those at program scope, but for __local ones.
void GuardProgramVariables(llvm::Module& module, TableWriter& tables);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_GUARD_VARIABLES_H_
