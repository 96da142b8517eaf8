// AccessPrivateWords: private memory that is mostly words, and bytes here and there, is accessed in words alone.
//
// Why: one access through bytes makes LowerToViews see the whole variable as bytes, and every word as four of them.
// Where the indices are not constant, a device pays for each of them.
//   before   uint w[16]; ((uchar*)w)[i] = b; sum(w[0], ..., w[15])      64 accesses to get the words
//   after    w[i / 4] = w[i / 4] & ~(0xff << s) | b << s; ...           16; no other work-item sees the memory
// Only where it takes fewer instructions. Requires: SplitVectors, WidenNarrowIntegers. Establishes: nothing.
// Tests: access_private_words_test.cpp, tests/language/memory/private_words.cl.
#ifndef KILN_TRANSLATOR_PASSES_MEMORY_ACCESS_PRIVATE_WORDS_H_
#define KILN_TRANSLATOR_PASSES_MEMORY_ACCESS_PRIVATE_WORDS_H_

#include "translator/ir/kernel_ir.h"

namespace kiln::translator {

void AccessPrivateWords(KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_MEMORY_ACCESS_PRIVATE_WORDS_H_
