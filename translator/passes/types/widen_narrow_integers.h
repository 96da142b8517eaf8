// WidenNarrowIntegers: 8- and 16-bit integers become 32-bit ones, and memory is accessed in words, for targets without.
//
// Why: Vulkan has 8- and 16-bit values, and buffers of them, only as options.
//   before   %c = add i8 %a, %b                        after   %c = and (add i32 %a, %b), 255
//   before   store i8 %v, byte %i of a buffer          after   atomic and, atomic or of the word %i / 4
// A value of n bits is the i32 of 0 .. 2^n - 1 with the same bits; operations that read a sign extend it first. A load takes its
// bits out of a word. A store to memory that others see changes its bits by two atomic operations, so that other work-items may
// write the neighbours at the same time; private memory is read and written. Accesses of any type that are not aligned to a word
// are made of narrower ones here, and by-value arguments that share a word are read from it.
// Requires: SplitVectors, LowerIntegerIntrinsics, EmulateHalf. Establishes: no integer narrower than 32 bits but i1, no access
// narrower than a word or not aligned to one.
// Tests: widen_narrow_integers_test.cpp, tests/language on the profile vulkan1.1.
#ifndef KILN_TRANSLATOR_PASSES_TYPES_WIDEN_NARROW_INTEGERS_H_
#define KILN_TRANSLATOR_PASSES_TYPES_WIDEN_NARROW_INTEGERS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// Both widths, or the one that the target lacks.
void WidenNarrowIntegers(PassContext& context, KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_TYPES_WIDEN_NARROW_INTEGERS_H_
