// EncodePointers: pointers that a kernel keeps in memory become numbers there.
//
// Why: no target can hold a pointer in memory, but any can hold what ResolvePointers takes a pointer for: an object and
// an offset, packed into one integer of the pointer's size.
//   before   store ptr %p, ptr %slot                after   %n = ptrtoint ptr %p to i32
//            %q = load ptr, ptr %slot                       store i32 %n, ptr %slot
//                                                           %m = load i32, ptr %slot, !kiln.pointer
//                                                           %q = inttoptr i32 %m to ptr
// Requires: everything inlined, memory intrinsics expanded. Establishes: no load, store or atomic of pointer type.
// Tests: encode_pointers_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_ENCODE_POINTERS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_ENCODE_POINTERS_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void EncodePointers(PassContext& context, KernelIr& kernel);

// True for the integer accesses that EncodePointers put where pointers were.
bool HoldsPointer(const llvm::Instruction& access);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_ENCODE_POINTERS_H_
