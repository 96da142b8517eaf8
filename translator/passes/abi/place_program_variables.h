// PlaceProgramVariables: variables at program scope that kernels write to become places in one buffer.
//
// Why: no target gives a module memory that lives on from launch to launch, but a buffer that the host binds to every
// launch does. Variables that no kernel of the source writes to stay what they are, constants.
//   before   @n = addrspace(1) global i32 5 ... store i32 %x, ptr addrspace(1) @n
//   after    @kiln_program = external addrspace(1) global [16 x i8] ... store i32 %x, ptr addrspace(1) @kiln_program
//            layout: n at 0, 4 bytes; initial bytes 05 00 00 00
// The layout depends on the source alone, not on which of its kernels are translated: kernels of one source share it.
// Constants whose addresses stand in first values move too, so that such an address is a number that needs no kernel.
//
// PlaceTables: constant tables that are too large for the target (TargetProfile::max_table_bytes) are read from the buffer.
//
// Why: a shader's constant array is a variable of each invocation; drivers fill it element by element (lavapipe needs a
// minute to compile one of 4 KiB).
//   before   load i32, ptr addrspace(2) (getelementptr @table, ...)      after   a load from @kiln_program + 64
// Only what is still there after simplification: an element at a known place is a number. The tables have their
// places behind the variables, whether or not a kernel reads them.
// Requires: constructors evaluated. Establishes: global variables in global memory, but for the buffer, are read-only.
// Tests: place_program_variables_test.cpp, tests/language/program_scope.
#ifndef KILN_TRANSLATOR_PASSES_ABI_PLACE_PROGRAM_VARIABLES_H_
#define KILN_TRANSLATOR_PASSES_ABI_PLACE_PROGRAM_VARIABLES_H_

#include "kiln/frontend/compile.h"
#include "llvm/IR/Module.h"
#include "translator/ir/kernel_ir.h"
#include "translator/ir/program_variables.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

// `module` is a clone of the source's, with all its global variables.
ProgramVariables PlaceProgramVariables(PassContext& context, frontend::KernelModule& source, llvm::Module& module);
// Requires: one function, simplified, and format strings taken out.
void PlaceTables(KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_ABI_PLACE_PROGRAM_VARIABLES_H_
