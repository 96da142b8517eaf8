// LowerToViews: chooses for each memory object the type through which its memory is seen, and spells every access along it.
//
// Why: a SPIR-V variable has one type; OpenCL memory has none. Where all accesses fall on elements of the declared type the
// view is that type with its field names; else the type that the accesses agree on; else raw words of the narrowest access.
//   before   %v = kiln.mem.load.f32(object 0, 8 * %i + 4)     after   %v = kiln.view.load.f32(view 0, %i, 1)
// Requires: ResolvePointers, SplitVectors. Establishes: every memory access is a kiln.view call whose path ends in its type.
// Tests: lower_to_views_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_LOWER_TO_VIEWS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_LOWER_TO_VIEWS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void LowerToViews(PassContext& context, KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_LOWER_TO_VIEWS_H_
