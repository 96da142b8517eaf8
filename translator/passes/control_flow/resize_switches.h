// ResizeSwitches: every switch selects on 8, 16 or 32 bits.
//
// Why: SPIR-V has no switch on a Boolean, GLSL and MSL none on 64 bits.
//   before   switch i64 %x [ i64 C0 -> a, i64 C1 -> b ]       after   %k = select (%x == C0), 1, select (%x == C1), 2,
//   0
//                                                                     switch i32 %k [ 1 -> a, 2 -> b ]
// Selectors of other widths below 32 are extended.
// Tests: tests/language/control_flow/switch.cl.
#ifndef KILN_TRANSLATOR_PASSES_CONTROL_FLOW_RESIZE_SWITCHES_H_
#define KILN_TRANSLATOR_PASSES_CONTROL_FLOW_RESIZE_SWITCHES_H_

#include "llvm/IR/Function.h"

namespace kiln::translator {

void ResizeSwitches(llvm::Function& function);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CONTROL_FLOW_RESIZE_SWITCHES_H_
