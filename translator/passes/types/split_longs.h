// SplitLongs: integers of 128 bits become pairs of longs; longs become pairs of 32-bit words, for targets that have none.
//
// Why: shaderInt64 is optional in Vulkan, and the devices that lack it are those with most users. `long long` has 128 bits.
//   before   %c = add i64 %a, %b
//   after    %low = add i32 %a0, %b0    %carry = icmp ult i32 %low, %a0    %high = %a1 + %b1 + %carry
// A long in memory is two words, the low one first, so that buffers and structs keep OpenCL's layout.
// Requires: SplitVectors, LowerIntegerIntrinsics, RoundIntegers, ExpandLongOperations. Establishes: no value of 128-bit integers,
// none of 64-bit ones where the target lacks them.
// Tests: split_longs_test.cpp, tests/language on the profile vulkan1.1.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_SPLIT_LONGS_H_
#define KILN_TRANSLATOR_PASSES_TYPES_SPLIT_LONGS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void SplitLongs(PassContext& context, KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_SPLIT_LONGS_H_
