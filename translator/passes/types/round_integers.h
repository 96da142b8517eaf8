// RoundIntegers: integers of widths that no target has become the next wider ones that targets have.
//
// Why: LLVM's passes make i3, i24 or i63 where that saves a mask, and Clang reads bit-fields of packed structs so; `long long` has
// 128 bits in OpenCL C.
//   before   %s = and i33 %a, %b                       after   %s = and i64 %a, %b
//   before   load i24 at byte %i                       after   the i16 at %i, or the i8 at %i + 2 moved by 16
// Requires: SplitVectors. Establishes: of integers only 1, 8, 16, 32, 64 and 128 bits.
// Tests: round_integers_test.cpp, tests/language/types/odd_widths.cl.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_ROUND_INTEGERS_H_
#define KILN_TRANSLATOR_PASSES_TYPES_ROUND_INTEGERS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void RoundIntegers(PassContext& context, KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_ROUND_INTEGERS_H_
