// Conversions that name their rounding: what Vulkan leaves open, the library's integer arithmetic decides.
#ifndef KILN_TRANSLATOR_PASSES_BUILTINS_ROUNDING_H_
#define KILN_TRANSLATOR_PASSES_BUILTINS_ROUNDING_H_

#include <cstdint>

#include <llvm/ADT/StringRef.h>

#include "translator/passes/builtins/expander.h"

namespace kiln::translator::builtins {

// The numbers are those of library/rounding.h.
enum class Rounding : std::uint8_t { kToNearestEven = 0, kToZero = 1, kToPositive = 2, kToNegative = 3 };

// "rte", "rtz", "rtp", "rtn".
bool ParseRounding(llvm::StringRef text, Rounding& rounding);
// float or double scalars or vectors -> i16 lanes that hold halves.
llvm::Value* NarrowToHalfBits(Expander& expander, llvm::Value* value, Rounding rounding);

}  // namespace kiln::translator::builtins

#endif  // KILN_TRANSLATOR_PASSES_BUILTINS_ROUNDING_H_
