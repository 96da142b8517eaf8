// ThreadExits: an edge that says in a number where to go on goes there itself.
//
// Why: Clang leaves a scope that has variables through one block, whose switch on a number ("cleanup.dest") then tells
// a `return` from a `break` from the end of the scope. Structured, that costs a variable and a way out of each
// construct.
//   before   a: br %x   b: br %x   x: %to = phi [1, %a], [2, %b]; switch %to, ... [1, %p; 2, %q]      after   a: br %p
//   b: br %q
// Only for blocks that hold nothing else and that are no loop's header: no code is copied, and no loop gets a second
// entry. What else the block's phis held meets where the edges meet again. Requires: promoted to registers. Tests: thread_exits_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_THREAD_EXITS_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_THREAD_EXITS_H_

#include "llvm/IR/Function.h"
#include "llvm/IR/PassManager.h"

namespace kiln::translator {

// True if something changed.
bool ThreadExits(llvm::Function& function);

struct ThreadExitsPass : llvm::PassInfoMixin<ThreadExitsPass> {
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager&) {
    return ThreadExits(function) ? llvm::PreservedAnalyses::none() : llvm::PreservedAnalyses::all();
  }
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_THREAD_EXITS_H_
