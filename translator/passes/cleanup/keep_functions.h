// KeepFunctions: which functions stay functions, though InlineKernels pulls the others into their callers.
//
// Why: a text in which the source's function is a function reads like the source, and a function of the mathematics
// library stands in it once, with a name, instead of in place of each call.
//   float Falloff(float distance) { return ... }    stays `float Falloff(float distance)`
// What stays takes and returns plain values of types that the target has (numbers and vectors of 2 to 4), computes them
// from its parameters and from constant tables (in texts) alone, and is worth a name: short bodies read better in place. A call whose arguments are all
// constants is inlined even so: it becomes a constant, or nearly. Requires: simplified (SimplifySource), its own calls
// inlined or kept. Tests: keep_functions_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_KEEP_FUNCTIONS_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_KEEP_FUNCTIONS_H_

#include <string>
#include <vector>

#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

bool CanKeepFunction(const PassContext& context, const llvm::Function& function);
// Says in attributes what CanKeepFunction found.
void KeepFunction(llvm::Function& function);
// Takes out of `kept` what KeepOnly has removed from the module since, as no kernel calls it any more.
void DropRemoved(std::vector<llvm::Function*>& kept, const llvm::Module& module);
// KeepFunction has marked it.
bool IsKept(const llvm::Function& function);
bool IsKeptCall(const llvm::CallInst& call);

// Of a function that is kept: it reads memory, which is constant.
bool ReadsTables(const llvm::Function& function);

// What the texts call it: "Falloff" for @_Z7Falloffff, "kiln_exp_f32" for @__kiln_exp_f32.
std::string NameOfFunction(const llvm::Function& function);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_KEEP_FUNCTIONS_H_
