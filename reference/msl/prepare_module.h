// The module as Clang generated it -> one that can run: inlined, and without what a processor traps on where Metal
// leaves the result open (division by zero).
#ifndef KILN_REFERENCE_MSL_PREPARE_MODULE_H_
#define KILN_REFERENCE_MSL_PREPARE_MODULE_H_

namespace llvm {
class Module;
}

namespace kiln::reference::msl {

void PrepareModule(llvm::Module& module);

}  // namespace kiln::reference::msl

#endif  // KILN_REFERENCE_MSL_PREPARE_MODULE_H_
