// The structs and arrays among a kernel's by-value arguments as separate members of their block.
//
// Why: HLSL starts a struct inside a constant buffer at a new register, so that SPIRV-Cross refuses most OpenCL
// layouts; single values it can place with packoffset. Before: args { params { float sigma; int radius; } p; uint n; }.
// After: args { float p_sigma; int p_radius; uint n; }, every value where it was.
#ifndef KILN_TRANSLATOR_TARGETS_HLSL_FLATTEN_VALUES_H_
#define KILN_TRANSLATOR_TARGETS_HLSL_FLATTEN_VALUES_H_

#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

// Push-constant blocks only. A block whose arrays are indexed at run time stays as it is. Needs id_operands.
void FlattenValues(SpirvCode& code);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_HLSL_FLATTEN_VALUES_H_
