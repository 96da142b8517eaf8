// Follows through a module which values were never given: LLVM's MemorySanitizer, in the mode that asks the host for
// the shadow of memory. What is copied is followed, what is used is checked: a condition, an address, a divisor, what
// an atomic function reads, what is stored in global memory.
#ifndef KILN_REFERENCE_CPU_CHECKS_TRACK_INITIALISATION_H_
#define KILN_REFERENCE_CPU_CHECKS_TRACK_INITIALISATION_H_

#include <cstdint>
#include <functional>

namespace llvm {
class Instruction;
class Module;
}  // namespace llvm

namespace kiln::reference::cpu {

// After MarkKernelCode. Each use of such a value calls
//   void kiln_check_uninitialised(i32 owner, i32 place)
// with the number that its memory was given (ShadowMemory), and that of the place in the source.
void TrackInitialisation(llvm::Module& module, const std::function<std::uint32_t(const llvm::Instruction&)>& place);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_CHECKS_TRACK_INITIALISATION_H_
