// RestoreSsa: phis for the values whose uses their definitions no longer dominate, after edges were redirected.
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_RESTORE_SSA_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_RESTORE_SSA_H_

#include "llvm/IR/Function.h"

namespace kiln::translator {

// On paths around the definition the value is undefined: right only where no such path reaches a use.
void RestoreSsa(llvm::Function& function);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_RESTORE_SSA_H_
