// SelectValues: a branch that does nothing but choose between values becomes selects.
//
// Why: Clang writes `c ? a : b` as blocks. As a select it prints as it was written, and its pointers are chosen once.
//   before   br %c, %a, %b; a: br %m; b: br %m; m: %x = phi [1, %a], [2, %b]       after   %x = select %c, 1, 2
// Only where both ways choose one or two values and are empty, or do some cheap work: more reads better as an if, and
// runs better as one. Tests: select_values_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_SELECT_VALUES_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_SELECT_VALUES_H_

#include "llvm/IR/Function.h"
#include "llvm/IR/PassManager.h"

namespace kiln::translator {

// At most `most_work` instructions of each way are done whether they are needed or not. Returns whether anything
// changed.
bool SelectValues(llvm::Function& function, unsigned most_work);

struct SelectValuesPass : llvm::PassInfoMixin<SelectValuesPass> {
  unsigned most_work = 0;

  explicit SelectValuesPass(unsigned most) : most_work(most) {}
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager&) {
    return SelectValues(function, most_work) ? llvm::PreservedAnalyses::none() : llvm::PreservedAnalyses::all();
  }
};

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_SELECT_VALUES_H_
