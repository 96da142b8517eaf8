// Structurize: finds the loops, selections and early exits in a control-flow graph and writes them as a tree.
//
// Why: SPIR-V shaders and all text targets demand structured control flow. The tree follows the dominator tree (N.
// Ramsey, "Beyond Relooper", ICFP 2022): what a block dominates and only it leads to is nested in it; a block that
// several paths reach follows the construct that encloses them. Source that was structured comes back as it was; only
// exits that leave several constructs at once cost a Boolean flag.
//   before   br i1 %c, label %a, label %b; a: br %m; b: br %m        after   if (c) { a } else { b }  m
// Requires: reducible control flow (MakeReducible). Establishes: every exit in the tree is one that SPIR-V allows: a
// break or continue of the innermost loop, a break of the innermost scope or switch, a return. Tests:
// structurize_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_STRUCTURIZE_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_STRUCTURIZE_H_

#include "llvm/IR/Function.h"
#include "translator/passes/control_flow/structured_tree.h"

namespace kiln::translator {

// Turns loops with several entries into loops with one entry and a dispatch; leaves everything else alone.
void MakeReducible(llvm::Function& function);

StructuredTree Structurize(llvm::Function& function);

// The first half: exits name any enclosing label.
TreeSequence BuildTree(llvm::Function& function, int& label_count);
// The second half: rewrites exits until each is allowed, and drops scopes that nothing leaves early.
StructuredTree ResolveExits(TreeSequence root);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_STRUCTURIZE_H_
