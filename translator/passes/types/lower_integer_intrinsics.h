// LowerIntegerIntrinsics: bit counts, rotations, byte swaps and saturating arithmetic in terms of what SPIR-V has.
//
// Why: Vulkan's OpBitCount, OpBitReverse and FindMsb take 32-bit integers only; rotations, byte swaps and saturation have no
// instruction at all.
//   before   %c = llvm.ctpop.i64(%x)         after   %c = zext (ctpop.i32(lo) + ctpop.i32(hi))
// Establishes: of the integer intrinsics only abs, [su]min, [su]max, and ctpop, ctlz, cttz, bitreverse on i32 are left; no
// copysign. Tests: lower_integer_intrinsics_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_LOWER_INTEGER_INTRINSICS_H_
#define KILN_TRANSLATOR_PASSES_TYPES_LOWER_INTEGER_INTRINSICS_H_

#include "translator/ir/kernel_ir.h"

namespace kiln::translator {

void LowerIntegerIntrinsics(KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_LOWER_INTEGER_INTRINSICS_H_
