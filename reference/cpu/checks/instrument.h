// Puts the checks into a module: before each access of memory, division and shift of the kernel's own code a call that
// says where in the source it is and what it does. Functions of the library that access memory for the kernel are part
// of it: they are inlined where they are called, and count as the line of the call.
//
//   store i32 %v, ptr %p           %q = call ptr @kiln_check_access(ptr %p, i64 4, i32 <how>, i32 <place>, ptr %base)
//                                  store i32 %v, ptr %q, align 1
//
// Requires the library to be linked. Arrays in private memory and variables at program scope get guards around them.
#ifndef KILN_REFERENCE_CPU_CHECKS_INSTRUMENT_H_
#define KILN_REFERENCE_CPU_CHECKS_INSTRUMENT_H_

#include <cstdint>
#include <set>
#include <string>

#include "reference/cpu/checks/tables.h"

namespace llvm {
class Module;
}

namespace kiln::reference::cpu {

// Bits of how memory is accessed (kUpdates: by an atomic function that reads, too; kAlone: no races
// are looked for; kPart: nothing but races is); the logarithm of the alignment that the access needs is above them.
constexpr std::uint32_t kWrites = 1, kAtomic = 2, kUpdates = 4, kAlone = 8, kPart = 16, kAlignmentShift = 8;

// `own`: names of the functions that the source defines. All others are of the library.
CheckTables InsertChecks(llvm::Module& module, const std::set<std::string>& own);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_INSTRUMENT_H_
