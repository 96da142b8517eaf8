// Integer division by zero, and of the lowest number by -1, does not trap on a device: here such a divisor becomes 1.
#ifndef KILN_REFERENCE_EXECUTION_GUARD_DIVISIONS_H_
#define KILN_REFERENCE_EXECUTION_GUARD_DIVISIONS_H_

namespace llvm {
class Module;
}

namespace kiln::reference {

// a / b -> a / (b == 0 || (a == lowest && b == -1) ? 1 : b), lane by lane; the remainder likewise.
void GuardDivisions(llvm::Module& module);

}  // namespace kiln::reference

#endif  // KILN_REFERENCE_EXECUTION_GUARD_DIVISIONS_H_
