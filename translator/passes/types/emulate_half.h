// EmulateHalf: halves become the floats that equal them, for targets without 16-bit floats.
//
// Why: shaderFloat16 is optional in Vulkan. A float holds every half, also the subnormal ones, as a normal number; it has more than
// twice the digits, so that a sum, product, quotient or root that is rounded to it and then to a half is rounded as if once.
//   before   %c = fmul half %a, %b          after   %p = fmul float %a, %b; %c = %p rounded to 11 digits, in integers
// A half in memory is an i16 with its bits.
// Requires: SplitVectors, LowerIntegerIntrinsics. Establishes: no value of type half; narrow integers may be new.
// Tests: emulate_half_test.cpp, tests/language on the profile vulkan1.1.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_EMULATE_HALF_H_
#define KILN_TRANSLATOR_PASSES_TYPES_EMULATE_HALF_H_

#include "llvm/IR/IRBuilder.h"
#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void EmulateHalf(PassContext& context, KernelIr& kernel);

// A float, or a vector of them, rounded to the nearest half, ties to even; infinite above the largest.
llvm::Value* RoundToHalf(llvm::IRBuilderBase& builder, llvm::Value* value);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_EMULATE_HALF_H_
