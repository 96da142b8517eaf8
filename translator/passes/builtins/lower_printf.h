// LowerPrintf: turns calls of printf into records appended to a hidden storage buffer.
//
// Why: no target prints (Vulkan's debugPrintf is a layer's, Metal's and HLSL's are missing). The host, which knows the formats
// from the reflection, makes the text after the launch (kiln/artifact/printf.h states the layout).
//   before   %r = call i32 (ptr addrspace(2), ...) @kiln.printf(ptr addrspace(2) @.str, i32 %n)
//   after    %wanted = select (load atomic next) < capacity, 2, 0     %old = atomicrmw add next, %wanted
//            if (%old + 2 <= capacity) { store 1, %n at %old } else { atomicrmw add dropped, 1 }
// Nothing is reserved once the buffer is full, so that `next` does not wrap; a record is written whole or not at all.
// Numbers go as they are before C's promotions: a float needs no double, and devices without one can print.
// Requires: inlined and promoted to registers, so that formats and strings are seen to be literals. Establishes: no
// kiln.printf is left; KernelIr::printf holds formats and strings.
// Tests: lower_printf_test.cpp, tests/language/printf.
#ifndef KILN_TRANSLATOR_PASSES_BUILTINS_LOWER_PRINTF_H_
#define KILN_TRANSLATOR_PASSES_BUILTINS_LOWER_PRINTF_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// The variadic function that ResolveBuiltins makes of printf, and the variable that stands for the buffer.
inline constexpr llvm::StringLiteral kPrintfCall = "kiln.printf";
inline constexpr llvm::StringLiteral kPrintfBuffer = "kiln_printf";

void LowerPrintf(PassContext& context, KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_BUILTINS_LOWER_PRINTF_H_
