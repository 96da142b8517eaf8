// JoinConditions: lets a long condition with a short way out, as in `if (a || (b && c)) return v;`, be decided in one
// place.
//
// Why: such a condition is several branches, of which some lead to the way out and some to what follows. What follows
// then lies between two branches to the way out, so that in a tree it would have to be nested in a scope around both:
// one level for each such statement in a long function. With a Boolean that says which, both come after the condition,
// one after the other.
//   before   A: br a, out, B   B: br b, out, rest          after   A: br a, J, B   B: br J
//                                                                  J: p = phi [true, A], [b, B]; br p, out, rest
// Only where the rest is long. Requires: reducible control flow, no switches between the branches (those stay). Tests:
// bound_nesting_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_JOIN_CONDITIONS_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_JOIN_CONDITIONS_H_

#include "llvm/IR/Dominators.h"
#include "llvm/IR/Function.h"

namespace kiln::translator {

// What dominates more blocks than this is never nested where it could as well follow: a long function would nest one
// level deeper with each of its early returns, and SPIR-V, as the text targets' compilers, bounds the depth.
constexpr unsigned kLong = 64;

// How many blocks each block dominates, itself among them.
llvm::DenseMap<llvm::BasicBlock*, unsigned> DominatedSizes(llvm::DominatorTree& dominators);

void JoinConditions(llvm::Function& function, unsigned is_long = kLong);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_JOIN_CONDITIONS_H_
