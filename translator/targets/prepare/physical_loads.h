// Finds the loads through device addresses, which are to become variables of the text.
//
// Why: SPIRV-Cross does not know which stores may change what such a load yields, and writes it into the expression
// that uses it, behind them. Before: `*a = *b; c = *a_before` with the second load late. After: `uint _20 = *a; *a =
// *b; c = _20`. Tests: ctest language_physical_texts.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_PHYSICAL_LOADS_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_PHYSICAL_LOADS_H_

#include <cstdint>
#include <set>

#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

// Results of the loads through pointers into PhysicalStorageBuffer.
std::set<std::uint32_t> PhysicalLoads(const SpirvCode& code);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_PHYSICAL_LOADS_H_
