// SinkIncrements: gives each counting step of a loop a block of its own just before the next iteration.
//
// Why: the front end's `for.inc` block is merged into the body when nothing else reaches it; in its own block the step
// becomes the continuing part of the loop, and the texts read `for (...; i++)`.
//   before   body: ... %inc = add %i, 1  br %header        after   body: ... br %step   step: %inc = add %i, 1  br
//   %header
// Tests: structurize_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_SINK_INCREMENTS_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_SINK_INCREMENTS_H_

#include "llvm/IR/Function.h"

namespace kiln::translator {

void SinkIncrements(llvm::Function& function);

// True if the block holds nothing but steps of the phis of its only successor.
bool IsStepBlock(const llvm::BasicBlock& block);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_SINK_INCREMENTS_H_
