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

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "kiln/reference/finding.h"

namespace llvm {
class Module;
}

namespace kiln::reference::cpu {

// Bits of how memory is accessed; the logarithm of the alignment that the access needs is above them.
constexpr std::uint32_t kWrites = 1, kAtomic = 2, kAlignmentShift = 8;

// A variable at program scope, by its symbol in the machine code.
struct ProgramObject {
  std::string symbol, name;
  std::uint64_t offset = 0, size = 0;  // behind the symbol
  bool is_constant = false;
  std::uintptr_t address = 0;  // for whoever has the machine code
};

struct CheckTables {
  std::vector<SourcePlace> places;
  std::vector<std::string> names;  // of variables in private memory
  std::vector<ProgramObject> objects;
};

// `own`: names of the functions that the source defines. All others are of the library.
CheckTables InsertChecks(llvm::Module& module, const std::set<std::string>& own);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_INSTRUMENT_H_
