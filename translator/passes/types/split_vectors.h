// SplitVectors: vectors of more than 4 elements become several of at most 4, odd counts included.
//
// Why: no shader language has vectors of 8 or 16; the optimizer makes 5, 6, 7 and more on its own.
//   before   %c = fadd <8 x float> %a, %b            after   two fadd <4 x float>
// Requires: pointers resolved (memory operations are kiln.mem calls), no vector reductions (builtins::LowerIntrinsics).
// Establishes: every vector has 2, 3 or 4 elements.
// Tests: split_vectors_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_SPLIT_VECTORS_H_
#define KILN_TRANSLATOR_PASSES_TYPES_SPLIT_VECTORS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void SplitVectors(PassContext& context, KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_SPLIT_VECTORS_H_
