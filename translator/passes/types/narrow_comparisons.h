// NarrowComparisons: comparisons of widened 32-bit integers with 64-bit constants become comparisons of the 32-bit
// integers.
//
// Why: LLVM does it for scalars, and for vectors whose constants all fit into 32 bits; not for <2 x i64> <i64 7, i64
// 9000000000>. Half of the work is left where 64-bit integers are slow, and lavapipe (Mesa 22.3) gets such comparisons
// wrong.
//   before   icmp slt <2 x i64> (sext <2 x i32> %x), <i64 7, i64 9000000000>
//   after    or (and (icmp slt <2 x i32> %x, <i32 7, i32 0>), <i1 1, i1 0>), <i1 0, i1 1>
// Requires: RoundIntegers. Tests: narrow_comparisons_test.cpp, tests/language/types/compared_longs.cl.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_NARROW_COMPARISONS_H_
#define KILN_TRANSLATOR_PASSES_TYPES_NARROW_COMPARISONS_H_

#include "llvm/IR/Function.h"

namespace kiln::translator {

// True if something changed.
bool NarrowComparisons(llvm::Function& function);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_NARROW_COMPARISONS_H_
