// Floating-point constants without suffix where there is no double: Fp64Policy.
#ifndef KILN_FRONTEND_DOUBLE_CONSTANTS_H_
#define KILN_FRONTEND_DOUBLE_CONSTANTS_H_

#include "frontend/module_state.h"

namespace kiln::frontend {

// Before Clang runs: its warning about each such constant is no business of -Werror.
void SetUpDoubleConstants(clang::DiagnosticsEngine& engine);

// After it: says what it made floats of, as the policy has it.
void ReportDoubleConstants(KernelModule::State& state);

}  // namespace kiln::frontend

#endif  // KILN_FRONTEND_DOUBLE_CONSTANTS_H_
