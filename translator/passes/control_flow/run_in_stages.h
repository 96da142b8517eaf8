// RunInStages: lets blocks that lead to each other run one after the other at one level, instead of nested in each
// other.
//   before   A: br a, S0, S1   S0: br S1   S1: ...        after   A: at = a ? 0 : 1; br T0
//                                                                 T0: br (at == 0), S0, T1   S0: at = 1; br T1   T1: br
//                                                                 S1
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_RUN_IN_STAGES_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_RUN_IN_STAGES_H_

#include <vector>

#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"

namespace kiln::translator {

// In the order in which they are to run, all entered from the body of the same loop (or of none).
using Stages = std::vector<llvm::BasicBlock*>;

// False, and nothing changed, if a stage leads back to an earlier one or to what comes before them all. Leaves phis of
// the stages as variables, which it adds to `variables`: promote them, then RestoreSsa.
bool RunInStages(llvm::Function& function, const Stages& stages, std::vector<llvm::AllocaInst*>& variables);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_RUN_IN_STAGES_H_
