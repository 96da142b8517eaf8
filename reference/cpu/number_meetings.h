// Gives each call at which work-items of a sub-group meet a number of its own.
//
// Those that come to one call by different ways, through helper functions or out of different branches, are not at the
// same place of the program: functions that lead to a meeting are inlined (but for its own body), so that every way has its own call; the
// numbers rise in the order of the source. Nothing merges such calls later, because their numbers differ.
#ifndef KILN_REFERENCE_CPU_NUMBER_MEETINGS_H_
#define KILN_REFERENCE_CPU_NUMBER_MEETINGS_H_

namespace llvm {
class Module;
}

namespace kiln::reference::cpu {

void NumberMeetings(llvm::Module& module);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_NUMBER_MEETINGS_H_
