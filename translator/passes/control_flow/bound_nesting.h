// BoundNesting: no condition nests deeper than other compilers follow.
//
// Why: SPIR-V allows 1,023 levels, but compilers of the outputs have limits of their own: Clang, and so Metal's
// compiler, stops at 256 brackets; Mesa's llvmpipe ignores conditions below the 80th without a word. What nests too
// deep inside one loop body is taken out, and runs after the conditions around it, which leave in `at` where to go on:
//   before   if (a) { A if (b) { S } B }          after   at = 2; if (a) { A at = 1; if (b) at = 0; }
//                                                         if (at == 0) { S at = 1; }  if (at == 1) B
// Loops stay nested as they are. Kernels of less than kDeepest levels, which is to say all that people write by hand,
// are left alone. Requires: reducible control flow. Tests: bound_nesting_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_BOUND_NESTING_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_BOUND_NESTING_H_

#include "llvm/IR/Function.h"
#include "translator/passes/control_flow/structured_tree.h"

namespace kiln::translator {

struct NestingBounds {
  // Levels of selections and loops, of which a driver may need more than one each.
  int levels = 64;
  // Those that a cut leaves around what it takes out.
  int levels_of_cut = 48;
  // Conditional ways out of a scope, or returns, in one sequence, and in one part of it (no more) if it is taken apart.
  std::size_t exits = 48;
  std::size_t exits_of_part = 32;
};

// How many selections and loops nest in each other at most.
int NestingDepth(const TreeSequence& sequence);

void BoundNesting(llvm::Function& function, const NestingBounds& bounds = {});

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_BOUND_NESTING_H_
