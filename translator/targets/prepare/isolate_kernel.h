// Keeps one entry point of a module and only what it needs: types, constants, variables, names, decorations.
//
// Why: SPIRV-Cross prints every Workgroup variable and every specialization constant of a module into every text, and
// GLSL has one entry point. Before: kernels `a` (uses tile) and `b`. After IsolateKernel("b"): no `a`, no tile.
#ifndef KILN_TRANSLATOR_TARGETS_PREPARE_ISOLATE_KERNEL_H_
#define KILN_TRANSLATOR_TARGETS_PREPARE_ISOLATE_KERNEL_H_

#include <string_view>

#include "translator/targets/prepare/spirv_code.h"

namespace kiln::translator::targets {

// Needs the id_operands that Parse fills: the first step after it. `fixed_size`: the kernel has a required work-group
// size; the module's WorkgroupSize constant, made of specialization constants for its other kernels, is then dropped
// unless a function reads it. kNotFound when the module has no such entry point.
Status IsolateKernel(SpirvCode& code, std::string_view entry_point, bool fixed_size);

}  // namespace kiln::translator::targets

#endif  // KILN_TRANSLATOR_TARGETS_PREPARE_ISOLATE_KERNEL_H_
