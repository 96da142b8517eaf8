// ExpandLongOperations: divisions of 128-bit integers become code of Kiln's library; for targets without 64-bit integers their
// divisions and conversions from and to floats do, too.
//
// Why: they need loops or many branches, which a pass that replaces values one by one (SplitLongs) cannot make.
//   before   %q = udiv i64 %a, %b          after   the body of __kiln_divide_u64, inlined
// Requires: one function, everything inlined; intrinsics lowered (builtins::LowerIntrinsics).
// Establishes: of 64-bit and 128-bit integers only what SplitLongs can split. Tests: split_longs_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_EXPAND_LONG_OPERATIONS_H_
#define KILN_TRANSLATOR_PASSES_TYPES_EXPAND_LONG_OPERATIONS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void ExpandLongOperations(PassContext& context, KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_EXPAND_LONG_OPERATIONS_H_
