// Finds the loads from memory that a kernel only reads which are to become variables of the text.
//
// Why: nothing can change what such a load yields, so SPIRV-Cross writes it again in every expression that uses it, and
// again in every index that depends on it. Before: `y[i] = x[k[i]] * x[k[i]] + k[i]`. After: `uint _20 = k[i]; ...`.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_REPEATED_LOADS_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_REPEATED_LOADS_H_

#include <cstdint>
#include <set>

#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

// Results of the loads of scalars and vectors from read-only storage buffers that are used more than once. Needs the
// id_operands that Parse fills.
std::set<std::uint32_t> RepeatedLoads(const SpirvCode& code);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_REPEATED_LOADS_H_
