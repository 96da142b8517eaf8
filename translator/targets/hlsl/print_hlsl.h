// One kernel -> HLSL for Shader Model 6.2: byte-address buffers at register(t|u, argument index), by-value arguments in
// the constant buffer `args` at register(b0), work-group size in [numthreads] from SPIRV_CROSS_CONSTANT_ID_0..2.
#ifndef KILN_TRANSLATOR_TARGETS_HLSL_PRINT_HLSL_H_
#define KILN_TRANSLATOR_TARGETS_HLSL_PRINT_HLSL_H_

#include "translator/targets/prepare/prepare_kernel.h"

namespace kiln::translator::targets {

Result<std::string> PrintHlsl(const PrintRequest& request);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_HLSL_PRINT_HLSL_H_
