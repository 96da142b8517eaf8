// RetypeByteArrays: private arrays of bytes that hold wider elements become arrays of those.
//
// Why: where a struct is copied as a whole and one member is used by itself, LLVM's SROA makes a value of that member and an
// array of bytes of the rest. Read and written byte by byte, every copy of it is four times as long.
//   before   %rest = alloca [36 x i8], align 4; memcpy(%rest, %p + 4, 36)      after   %rest = alloca [9 x i32]; ...
// The element is as wide as all accesses and their places allow, a float where all are floats. A type is a proposal to
// the memory passes, no promise: it changes no meaning. Requires: simplified. Tests: retype_byte_arrays_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_RETYPE_BYTE_ARRAYS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_RETYPE_BYTE_ARRAYS_H_

#include "llvm/IR/Function.h"

namespace kiln::translator {

void RetypeByteArrays(llvm::Function& function);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_RETYPE_BYTE_ARRAYS_H_
