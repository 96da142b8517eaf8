// Functions of a module that must not stay functions.
#ifndef KILN_REFERENCE_CPU_INLINE_FUNCTIONS_H_
#define KILN_REFERENCE_CPU_INLINE_FUNCTIONS_H_

namespace llvm {
class Function;
class Module;
}  // namespace llvm

namespace kiln::reference::cpu {

// Whatever its attributes say.
void InlineEverywhere(llvm::Function& function);
// Does it, for all functions of the module that are to be.
void InlineMarked(llvm::Module& module);

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_INLINE_FUNCTIONS_H_
