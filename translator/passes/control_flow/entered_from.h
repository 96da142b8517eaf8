#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_ENTERED_FROM_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_ENTERED_FROM_H_

#include "llvm/Analysis/LoopInfo.h"

namespace kiln::translator {

// The innermost loop around the edges that enter `block`, where `loop` is the innermost around the block itself: the
// header of a loop is entered from outside of it. Null: around them is none.
inline const llvm::Loop* EnteredFrom(const llvm::BasicBlock& block, const llvm::Loop* loop) {
  return loop && loop->getHeader() == &block ? loop->getParentLoop() : loop;
}

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_ENTERED_FROM_H_
