// Reads kernel signatures and module-scope variables off the AST.
#ifndef KILN_FRONTEND_SIGNATURES_H_
#define KILN_FRONTEND_SIGNATURES_H_

#include <memory>
#include <vector>

#include "clang/AST/ASTConsumer.h"
#include "kiln/frontend/compile.h"

namespace kiln::frontend {

// Sees every top-level declaration and fills the two lists, in source order, at the end of a translation unit without
// errors. Both must outlive the consumer. GlobalVariable::ir_name is the name that code generation asks for; a second
// variable of that name in the same function has to be matched with the module (MatchIrNames).
std::unique_ptr<clang::ASTConsumer> CollectSignatures(std::vector<KernelSignature>& kernels,
                                                      std::vector<GlobalVariable>& globals);

// Gives each variable its final name in `module` (LLVM appends ".1", ".2" to repeated names) and drops those that code
// generation left out.
void MatchIrNames(const llvm::Module& module, std::vector<GlobalVariable>& globals);

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_SIGNATURES_H_
