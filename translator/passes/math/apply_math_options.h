// ApplyMathOptions: what the -cl-* options of floating-point arithmetic allow or demand, written into the IR.
//
// Why: Clang marks the instructions for most of them, but leaves -cl-mad-enable and -cl-fp32-correctly-rounded-divide-sqrt to
// the compiler's back end. Vulkan promises 2.5 ULP for a division, 3 for a square root.
//   before   %q = fdiv float %x, %y         after   %q = call float @__kiln_divide_f32_by_f64(float %x, float %y)
// mad_enable lets a product be fused with the sum that uses it, also across statements (the `contract` flag); denorms_are_zero
// flushes subnormal operands and results where the compiler computes in the device's stead.
// Requires: the module as Clang wrote it, without library code, which has its own reasons for each instruction.
// Establishes: no `fdiv` of floats that must be correctly rounded. (Calls of sqrt: passes/builtins/expand_math.cpp.)
// Tests: apply_math_options_test.cpp, tests/language/math/options_*.cl.
#ifndef KILN_TRANSLATOR_PASSES_MATH_APPLY_MATH_OPTIONS_H_
#define KILN_TRANSLATOR_PASSES_MATH_APPLY_MATH_OPTIONS_H_

#include "llvm/IR/Module.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void ApplyMathOptions(const PassContext& context, llvm::Module& module);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MATH_APPLY_MATH_OPTIONS_H_
