// NameValues: marks the values that the source gave a name, so that the texts can use it.
//
// Why: promotion to registers forgets variables; what is left are the front end's names for operations ("call", "mul").
//   before   %row = alloca i32; %call = ...; store i32 %call, ptr %row      after   %"$row" = ...
// A name that starts with kSourceNameMark is the source's. A variable that is assigned once names the value assigned; one that
// is assigned more often names the phis and the variable that it becomes.
// Requires: inlined, not yet promoted. Tests: name_values_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_NAME_VALUES_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_NAME_VALUES_H_

#include <string>

#include "llvm/IR/Function.h"

namespace kiln::translator {

inline constexpr char kSourceNameMark = '$';

void NameValues(llvm::Function& function);

// The source's name behind an IR name: "$sum.0.i" -> "sum"; empty where the source gave none.
std::string SourceName(llvm::StringRef ir_name);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_NAME_VALUES_H_
