// ResolvePointers: replaces every pointer of a kernel by (memory object, byte offset).
//
// Why: shaders have no pointers to speak of: GLSL and HLSL have none, Vulkan SPIR-V only access chains. Guessing a type per
// pointer is what goes wrong elsewhere; an offset needs no type.
//   before   %p = phi ptr [%a, ..], [%q, ..]        after   %p.idx = phi i32 [0, ..], [%q.idx, ..]
//            %q = getelementptr float, ptr %p, 1            %q.idx = add i32 %p.idx, 1
//            %v = load float, ptr %q                        %v = kiln.mem.load.f32(object 0, 4 + 4 * %p.idx)
// A pointer that may be in several objects becomes (tag, offset); its accesses branch on the tag.
// Requires: everything inlined, memory intrinsics expanded. Establishes: no pointer-typed instruction is left; objects filled.
// Tests: resolve_pointers_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_RESOLVE_POINTERS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_RESOLVE_POINTERS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void ResolvePointers(PassContext& context, KernelIr& kernel, const std::vector<frontend::GlobalVariable>& globals);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_RESOLVE_POINTERS_H_
