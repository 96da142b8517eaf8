// CheckDoubles: reports double precision where the target has none, at the line that computes with it.
//
// Why: no target emulates it. The front end, told what the target has, refuses `double` itself and makes constants
// floats (frontend::Fp64Policy); a module that was compiled with cl_khr_fp64 all the same arrives here. What the
// simplifications narrowed to float without a change of the result does no harm. Requires: simplified. Tests:
// tests/golden/diagnostics/double_forced.cl.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_CHECK_DOUBLES_H_
#define KILN_TRANSLATOR_PASSES_TYPES_CHECK_DOUBLES_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void CheckDoubles(PassContext& context, const KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_CHECK_DOUBLES_H_
