// The functions of the host that the library of builtins is made of, for the linker of machine code.
#ifndef KILN_REFERENCE_CPU_HOST_MATH_H_
#define KILN_REFERENCE_CPU_HOST_MATH_H_

#include <span>

#include "reference/execution/jit.h"

namespace kiln::reference::cpu {

// kiln_host_<function> in double, kiln_host_long_<function> computed in long double, and what compilers of OpenCL C
// call for conversions of half. Accuracy: the host's libm, which errs by less than an ULP of its own type; results of
// half and float, rounded once more, are then correctly rounded but in rare cases next to a tie.
std::span<const HostFunction> HostMathSymbols();

}  // namespace kiln::reference::cpu

#endif  // KILN_REFERENCE_CPU_HOST_MATH_H_
