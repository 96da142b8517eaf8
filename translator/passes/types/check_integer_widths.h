// CheckIntegerWidths: reports integers of widths that SPIR-V does not have.
//
// Why: `long long` has 128 bits in OpenCL C, and __builtin_popcountll takes one. After this pass the emitters may rely on 1, 8,
// 16, 32 and 64.
// Requires: simplified, since what folds away does no harm. Tests: tests/golden/diagnostics.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_CHECK_INTEGER_WIDTHS_H_
#define KILN_TRANSLATOR_PASSES_TYPES_CHECK_INTEGER_WIDTHS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void CheckIntegerWidths(PassContext& context, const KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_CHECK_INTEGER_WIDTHS_H_
